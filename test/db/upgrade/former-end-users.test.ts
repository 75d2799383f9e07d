// Before 0039, an undo recorded whom it removed in `change`. These rows stay there, and count like those of `former_end_user`.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createInWorkspace } from '../../../src/db/in-workspace.ts';
import { findNamed } from '../../../src/personal-data/find-named.ts';
import { findPersonalData } from '../../../src/personal-data/find-personal-data.ts';
import { freshDatabase } from '../../database.ts';
import { toCsv } from '../../import/csv.ts';
import { createTestWorkspace } from '../../import/workspace.ts';

const { db } = await freshDatabase();
const inWorkspace = createInWorkspace(db);

/** Stores all removals as the versions before 0039 did. */
const asBefore = () =>
  db.execute(sql`
    with removed as (delete from former_end_user returning *)
    insert into change (workspace_id, operation_id, end_user_id, before)
    select workspace_id, removed_in, id, to_jsonb(removed) - 'removed_in' from removed`);

async function removed(workspaceId: string) {
  const here = await createTestWorkspace(db, workspaceId);
  const acme = await here.organization('Acme');
  const created = await here.import(
    toCsv([
      { customer_id: acme, name: 'Ana', email: 'ana@x.example', zip: '02134', custom_fields: '{"k": "a"}' },
      { customer_id: acme, name: 'Bo', title: 'CTO' },
    ]),
  );
  const there = await here.endUsers();
  // The milliseconds of a Date are cut off; the export takes longer than one.
  const moment = { asOf: new Date(Date.now() + 1) };
  const exported = await here.export();
  const undone = await here.undo(created);
  return { here, created, there, moment, exported, undone };
}

test.each([
  ['the last version', true],
  ['this version', false],
])('whom an undo of %s removed is in past exports, is found, and comes back', async (_, isBefore) => {
  const workspaceId = isBefore ? 'T1' : 'T2';
  const { here, created, there, moment, exported, undone } = await removed(workspaceId);
  if (isBefore) await asBefore();
  expect(
    await db.execute(sql`select id from former_end_user where workspace_id = ${workspaceId}`),
  ).toHaveLength(isBefore ? 0 : 2);
  expect((await here.export(null, { moment })).csv).toBe(exported.csv);
  const [ana] = there;
  const found = await inWorkspace(workspaceId, (tx) =>
    findNamed(tx, workspaceId, { email: 'ANA@x.example' }),
  );
  expect(found).toMatchObject([{ id: ana!.id, name: 'Ana', organizationName: 'Acme', isRemoved: true }]);
  const key = { workspaceId, endUserId: ana!.id };
  const data = await inWorkspace(workspaceId, (tx) => findPersonalData(tx, key));
  expect(data!.wholeRows).toMatchObject([
    { operationId: undone.operationId, values: { name: 'Ana', zip: '02134' } },
  ]);
  expect(data!.changes.map(({ did }) => did)).toEqual(['removed']);
  await here.undo({ ...created, operationId: undone.operationId });
  expect(await here.endUsers()).toEqual(there);
});
