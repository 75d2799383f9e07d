// Undo takes back what an import did, cell by cell, and spares what somebody changed since.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { makeWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;
const aWorkspace = () => makeWorkspace(db, `T${++workspaces}`);

test('an undo gives every cell its value from before and removes whom the import created', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(
    `customer_id,name,title,notification_billing,vendor_id,custom_fields\n${acme},Ana,Engineer,yes,7,"{""a"":1}"\n`,
  );
  const before = await here.endUsers();
  const applied = await here.import(
    `customer_id,contact_id,name,title,notification_billing,vendor_id,custom_fields\n${acme},${before[0]?.id},Ana B,CTO,no,8,"{""b"":2}"\n${acme},,Bo,,,,\n`,
  );
  const undone = await here.undo(applied);
  expect(undone.counts).toEqual({
    cells: 5,
    endUsers: 1,
    removed: 1,
    restored: 0,
    keptCells: 0,
    keptEndUsers: 0,
  });
  const strip = (rows: Awaited<ReturnType<typeof here.endUsers>>) =>
    rows.map(({ updatedAt: _, ...rest }) => rest);
  expect(strip(await here.endUsers())).toEqual(strip(before));

  const after = await here.undo({ ...applied, operationId: undone.operationId });
  expect(after.counts).toEqual({
    cells: 5,
    endUsers: 1,
    removed: 0,
    restored: 1,
    keptCells: 0,
    keptEndUsers: 0,
  });
  expect(await here.endUsers()).toMatchObject([{ name: 'Ana B', title: 'CTO' }, { name: 'Bo' }]);
});

test('an undo spares cells and end users that somebody changed since, and says who', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,title,city\n${acme},Ana,Engineer,Boston\n`);
  const [ana] = await here.endUsers();
  const applied = await here.import(
    `customer_id,contact_id,name,title,city\n${acme},${ana?.id},Ana,CTO,Leeds\n${acme},,Bo,,\n${acme},,Cy,,\n`,
  );
  const bo = (await here.endUsers())[1];
  await here.import(`contact_id,title\n${ana?.id},CEO\n${bo?.id},Boss\n`, {}, 'U2');
  const undone = await here.undo(applied);
  expect(undone.counts).toEqual({
    cells: 1,
    endUsers: 1,
    removed: 1,
    restored: 0,
    keptCells: 1,
    keptEndUsers: 1,
  });
  expect(undone.kept).toEqual([
    { endUserId: ana?.id, endUser: 'Ana', field: 'title', now: 'CEO', changedBy: 'U2' },
    { endUserId: bo?.id, endUser: 'Bo', field: null, now: null, changedBy: 'U2' },
  ]);
  expect(await here.endUsers()).toMatchObject([
    { name: 'Ana', title: 'CEO', city: 'Boston' },
    { name: 'Bo', title: 'Boss' },
  ]);
});
