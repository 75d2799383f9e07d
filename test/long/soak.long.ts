// The soak: many small imports, one after another, with the figures that must stay flat.
//
// ENDUSERS_RUNS=100 is the full size: 5,000 imports.
import { mkdtemp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, inject, it } from 'vitest';
import { executeOne } from '../../src/db/execute-one.ts';
import { builtApp } from '../app/app-process.ts';
import { settingsFor, startTestSlack } from '../app/running-app.ts';
import { freshDatabase } from '../database.ts';
import { runs } from '../runs.ts';
import { memoryInMb, openFleet } from './fleet.ts';
import { addOrganization, expectNothingLost, runImports } from './imports.ts';
import { report } from './report.ts';

it('memory, files, catalog, queue, and latency stay flat', async () => {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack();
  const program = builtApp();
  const temporary = await mkdtemp(path.join(inject('scratchFolder'), 'soak-'));
  const fleet = await openFleet(fake, url, [program], { ...settingsFor(fake), TMPDIR: temporary });
  const organization = await addOrganization(fake, db);
  const count = runs(50);
  const samples: Awaited<ReturnType<typeof measure>>[] = [];
  let latencies: number[] = [];

  async function measure(imports: number) {
    const [pid = 0] = fleet.pids();
    const database = await executeOne<{ catalog: number; relations: number; jobs: number; expiries: number }>(
      db,
      sql`select
        (select count(*)::integer from pg_class) as relations,
        (pg_total_relation_size('pg_class') + pg_total_relation_size('pg_attribute'))::integer as catalog,
        (select count(*)::integer from job where kind <> 'expire-import') as jobs,
        (select count(*)::integer from job where kind = 'expire-import') as expiries`,
    );
    const sorted = latencies.sort((a, b) => a - b);
    latencies = [];
    return {
      imports,
      memoryMb: memoryInMb(pid),
      openFiles: (await readdir(`/proc/${pid}/fd`)).length,
      temporaryFiles: (await readdir(temporary, { recursive: true })).length,
      ...database,
      medianSeconds: sorted[Math.floor(sorted.length / 2)] ?? 0,
      largestSeconds: sorted.at(-1) ?? 0,
    };
  }
  const onDone = async (imports: number, seconds: number) => {
    latencies.push(seconds);
    if (imports % Math.ceil(count / 10) !== 0) return;
    const sample = await measure(imports);
    samples.push(sample);
    report('soak', sample);
  };
  const plan = { count, atOnce: 4, rows: 5, patienceMs: 300_000, onDone };
  const done = await runImports(fake, organization, plan);
  await expectNothingLost(fake, db, plan, done);

  const [, early] = samples;
  const last = await measure(count);
  report('soak, at rest', last);
  // Node.js takes memory until its heap is as large as it needs to be; what leaks goes on.
  expect(last.memoryMb).toBeLessThan(early!.memoryMb * 1.3 + 30);
  expect(last.openFiles).toBeLessThanOrEqual(early!.openFiles + 15);
  expect(last.temporaryFiles).toBeLessThanOrEqual(early!.temporaryFiles + 5);
  // Each import that is being read or planned has two tables, with a TOAST table and its index each.
  expect(last.relations).toBeLessThanOrEqual(early!.relations + 2);
  expect(last.catalog).toBeLessThan(early!.catalog * 2 + 2_000_000);
  expect(last.jobs).toBe(0);
});
