// Undos of versions before 0020, which left values for good when they were made in another order than last-first.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createInWorkspace } from '../../../src/db/in-workspace.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { undoOperation } from '../../../src/import/undo/undo-operation.ts';
import { databaseOfVersion } from './database-of-version.ts';

const { db, url } = await databaseOfVersion('0019_file_offer', 'undos-out-of-order');
const people = () =>
  db.execute(sql`select name, title, city, zip, custom_fields ->> 'k' as k from end_user order by id`);
const before = await people();
await migrate(url);

/** Undoes what the import did last, as the job does that waited across the upgrade. */
async function flip(importId: number) {
  const undone = await createInWorkspace(db)(
    'T1',
    async (tx) => {
      const [row] = await tx.execute<{ id: number }>(
        sql`select operation_id::float8 as id from import where id = ${importId}`,
      );
      return undoOperation(tx, { workspaceId: 'T1', importId, operationId: row!.id, by: 'U1' });
    },
    { isolationLevel: 'repeatable read' },
  );
  await db.execute(sql`update import set operation_id = ${undone.operationId} where id = ${importId}`);
  return undone;
}

const ana = { name: 'Ana', title: 'b', city: 'y', zip: null, k: 'b' };
const bo = { name: 'Bo', title: 'a', city: null, zip: null, k: null };
const cy = { ...bo, name: 'Cy' };

test('the migration keeps every value, and counts the undos that left some', async () => {
  expect(before).toEqual([ana, bo]);
  expect(await people()).toEqual(before);
  expect(await db.execute(sql`select id::integer as id, undone from operation order by id`)).toEqual([
    { id: 1, undone: true },
    { id: 2, undone: true },
    { id: 3, undone: true },
    { id: 4, undone: null },
    { id: 5, undone: false },
    { id: 6, undone: true },
    { id: 7, undone: null },
    { id: 8, undone: false },
    { id: 9, undone: false },
    { id: 10, undone: true },
    { id: 11, undone: null },
  ]);
});

test('an undo and a redo that waited across the upgrade do what was asked for', async () => {
  expect((await flip(5)).counts).toMatchObject({ cells: 1 });
  expect((await flip(6)).counts).toMatchObject({ cells: 1 });
  expect(await people()).toEqual([{ ...ana, city: 'x', zip: '02134' }, bo]);
});

test('after a redo and another undo of the imports, everything is as it was before them', async () => {
  expect((await flip(3)).counts).toMatchObject({ cells: 2 });
  expect(await people()).toMatchObject([{ title: 'c', k: 'c' }, bo]);
  expect((await flip(3)).counts).toMatchObject({ cells: 2 });
  expect(await people()).toMatchObject([{ title: 'a', k: null }, bo]);
  await flip(4);
  expect(await people()).toMatchObject([{ title: 'a' }, { title: 'z' }]);
  expect((await flip(4)).counts).toMatchObject({ removed: 1 });
  expect((await flip(1)).counts).toMatchObject({ restored: 2 });
  expect(await people()).toMatchObject([{ title: 'a' }, bo, cy]);
  await flip(6);
  expect((await flip(1)).counts).toMatchObject({ removed: 3 });
  expect(await people()).toEqual([]);
});
