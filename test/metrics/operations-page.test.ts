// The tables of docs/operations.md match the metrics registry and the migrations.
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { MetricObject } from 'prom-client';
import { expect, it } from 'vitest';
import { createInstruments } from '../../src/metrics/instruments.ts';
import { freshDatabase } from '../database.ts';

const { db } = await freshDatabase();
const lines = (await readFile('docs/operations.md', 'utf8')).split('\n');

/** The rows of the table with this header, as cells. */
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

it('documents every metric of this app with its labels, besides those of Node', () => {
  const all = createInstruments().registry.getMetricsAsArray() as (MetricObject & {
    labelNames: readonly string[];
  })[];
  const ours = all.filter(({ name }) => !/^(process|nodejs)_/.test(name));
  expect(all.length - ours.length).toBeGreaterThan(20);
  const documented = table('metric', 'labels', 'what it says').map(([name, labels]) => [
    named(name)[0],
    named(labels),
  ]);
  expect(documented).toEqual(ours.map(({ name, labelNames }) => [name, [...labelNames]]));
});

it('uses only existing metrics in alarms', () => {
  const names = createInstruments()
    .registry.getMetricsAsArray()
    .map(({ name }) => name);
  const used = table('when', 'what it means').flatMap(([when = '']) =>
    [...when.matchAll(/(endusers|process)_\w+/g)].map(([name]) => name),
  );
  expect(used.length).toBeGreaterThan(6);
  expect(used.filter((name) => !names.includes(name))).toEqual([]);
});

it('names every table whose primary key does not start with the workspace, and every other index does start with it, except those of the queue', async () => {
  const keys = await db.execute<{ table: string; index: string; primary: boolean; first: string }>(sql`
    select c.relname as table, i.indexrelid::regclass::text as index, i.indisprimary as primary, a.attname as first
    from pg_index i
    join pg_class c on c.oid = i.indrelid
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    order by 1`);
  const others = keys.filter(({ first }) => first !== 'workspace_id');
  expect(keys.length).toBeGreaterThan(others.length + 10);
  const documented = table('table', 'key', 'why').map(([name, key]) => [named(name)[0], named(key)[0]]);
  expect(
    others
      .filter(({ primary }) => primary)
      .map(({ table, first }) => [table, first])
      .sort(),
  ).toEqual(documented.sort());
  // The rows of the one belong to no workspace; the workspace of the other is in front of no index of all of its rows.
  const ofWorkspaces = others.filter(({ table }) => table !== 'oauth_state' && table !== 'job');
  expect(ofWorkspaces.filter(({ primary }) => !primary)).toEqual([]);
});
