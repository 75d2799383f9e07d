// Exports of the past of a database that is older than the time of the commit: the time at which an operation began counts.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { findCellHistory } from '../../../src/db/cell-history.ts';
import { createInWorkspace } from '../../../src/db/in-workspace.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { createTestWorkspace } from '../../import/workspace.ts';
import { databaseOfVersion } from './database-of-version.ts';

const { db, url } = await databaseOfVersion('0019_file_offer', 'before_exact_past');
await migrate(url);
const here = await createTestWorkspace(db, 'T1');

/** The rows as they were, without the columns that are empty. */
async function rowsAsOf(day: string): Promise<string[]> {
  const { csv } = await here.export(1, { moment: { asOf: new Date(`${day}T00:00:00Z`) } });
  return csv
    .split('\r\n')
    .slice(1, -1)
    .map((row) => row.replace(/,+/g, ','));
}

it('the past of an old history is exact, with its undone imports', async () => {
  expect(await rowsAsOf('2026-11-01')).toEqual([]);
  expect(await rowsAsOf('2026-11-02')).toEqual(['1,1,Ana,Engineer,"{""Badge"": ""1""}"', '1,2,Bo,']);
  expect(await rowsAsOf('2026-11-03')).toEqual(['1,1,Ana,CTO,"{""Badge"": ""2""}"', '1,2,Bo,']);
  expect(await rowsAsOf('2026-11-04')).toEqual(['1,1,Ana,CTO,"{""Badge"": ""2""}"', '1,2,Bo,x,', '1,3,Cy,']);
  expect(await rowsAsOf('2026-11-05')).toEqual(await rowsAsOf('2026-11-03'));
  const before = await here.export(1, { moment: { beforeImport: 2 } });
  const asOf = await here.export(1, { moment: { asOf: new Date('2026-11-03T00:00:00Z') } });
  expect(before.csv).toBe(asOf.csv);
});

it('the old history is shown from which value to which, without lines', async () => {
  const { items } = await createInWorkspace(db)('T1', (tx) =>
    findCellHistory(tx, { workspaceId: 'T1', endUserId: 1 }, null, 0),
  );
  expect(items).toMatchObject([
    { did: 'changed', cell: { field: 'title', from: 'Engineer', to: 'CTO' }, through: 'hand', line: null },
    { did: 'changed', cell: { key: 'Badge', from: '1', to: '2' }, by: 'U2' },
    { did: 'created', cell: null, importId: 1, line: null },
  ]);
});

it('an operation gets the time of its commit from now on, and those before it keep none', async () => {
  await here.import('customer_id,name\n1,Dee\n');
  const times = await db.execute<{ id: number; late: boolean | null }>(
    sql`select id::integer as id, finished_at >= at as late from operation order by id`,
  );
  expect(times.map(({ late }) => late)).toEqual([null, null, null, null, true]);
});
