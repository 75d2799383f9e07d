// The tables of docs/operations.md say what the registry and the migrations have.
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { MetricObject } from 'prom-client';
import { expect, it } from 'vitest';
import { createInstruments } from '../../src/metrics/instruments.ts';
import { freshDatabase } from '../database.ts';

const { db } = await freshDatabase();
const lines = (await readFile('docs/operations.md', 'utf8')).split('\n');

/** The cells of the table under this head, by rows. */
function table(...head: string[]): string[][] {
  const at = lines.indexOf(`| ${head.join(' | ')} |`);
  expect(at, `the table of ${head[0]}`).toBeGreaterThan(0);
  const rest = lines.slice(at + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((row) => row.slice(1, -1).split(/(?<!\\)\|/));
}

const named = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

it('every metric is there with its labels, and Node has its own', () => {
  const all = createInstruments().registry.getMetricsAsArray() as (MetricObject & {
    labelNames: readonly string[];
  })[];
  const ours = all.filter(({ name }) => !/^(process|nodejs)_/.test(name));
  expect(all.length - ours.length).toBeGreaterThan(20);
  const told = table('metric', 'labels', 'what it says').map(([name, labels]) => [
    named(name)[0],
    named(labels),
  ]);
  expect(told).toEqual(ours.map(({ name, labelNames }) => [name, [...labelNames]]));
});

it('alarms ask for metrics that there are', () => {
  const names = createInstruments()
    .registry.getMetricsAsArray()
    .map(({ name }) => name);
  const asked = table('when', 'what it means').flatMap(([when = '']) =>
    [...when.matchAll(/(endusers|process)_\w+/g)].map(([name]) => name),
  );
  expect(asked.length).toBeGreaterThan(6);
  expect(asked.filter((name) => !names.includes(name))).toEqual([]);
});

it('every table whose key does not begin with the workspace is named, and every other index begins with it', async () => {
  const keys = await db.execute<{ table: string; index: string; primary: boolean; first: string }>(sql`
    select c.relname as table, i.indexrelid::regclass::text as index, i.indisprimary as primary, a.attname as first
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    order by 1`);
  const others = keys.filter(({ first }) => first !== 'workspace_id');
  expect(keys.length).toBeGreaterThan(others.length + 10);
  const told = table('table', 'key', 'why').map(([name, key]) => [named(name)[0], named(key)[0]]);
  expect(
    others
      .filter(({ primary }) => primary)
      .map(({ table, first }) => [table, first])
      .sort(),
  ).toEqual(told.sort());
  expect(others.filter(({ primary }) => !primary)).toEqual([]);
});
