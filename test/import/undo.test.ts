// Undo reverts what an import did, cell by cell. What later changes hold back stays until they are undone as well.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { type Applied, createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;
const aWorkspace = () => createTestWorkspace(db, `T${++workspaces}`);

test('an undo restores the previous value of every cell and removes the end users that the import created', async () => {
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

test('an undo keeps cells and end users that were changed since, and names who changed them', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,title,city\n${acme},Ana,Engineer,Boston\n`);
  const [ana] = await here.endUsers();
  const applied = await here.import(
    `customer_id,contact_id,name,title,city\n${acme},${ana?.id},Ana,CTO,Leeds\n${acme},,Bo,,\n${acme},,Cy,,\n`,
  );
  const bo = (await here.endUsers())[1];
  const { importId } = await here.import(`contact_id,title\n${ana?.id},CEO\n${bo?.id},Boss\n`, {}, 'U2');
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
    { endUserId: ana?.id, endUser: 'Ana', field: 'title', now: 'CEO', changedBy: 'U2', importId },
    { endUserId: bo?.id, endUser: 'Bo', field: null, now: null, changedBy: 'U2', importId },
  ]);
  expect(undone.keptBy).toBe(importId);
  expect(await here.endUsers()).toMatchObject([
    { name: 'Ana', title: 'CEO', city: 'Boston' },
    { name: 'Bo', title: 'Boss' },
  ]);
});

type Workspace = Awaited<ReturnType<typeof createTestWorkspace>>;

const nothing = { cells: 0, endUsers: 0, removed: 0, restored: 0, keptCells: 0, keptEndUsers: 0 };

/** Ana, Bo, and Cy at Acme. */
async function threePeople() {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const created = await here.import(
    toCsv(
      ['Ana', 'Bo', 'Cy'].map((name) => ({ customer_id: acme, name, title: 'Engineer', city: 'Boston' })),
    ),
  );
  const [ana, bo, cy] = (await here.endUsers()).map(({ id }) => id) as [number, number, number];
  return { here, acme, created, ana, bo, cy };
}

const look = async (here: Workspace) => (await here.endUsers()).map(({ updatedAt: _, ...rest }) => rest);

type Undoable = Pick<Applied, 'importId' | 'operationId'>;

/** Undoes an import or an undo. */
const undo = async (here: Workspace, { importId, operationId }: Undoable, by?: string) => ({
  ...(await here.undo({ importId, operationId }, by)),
  importId,
});

test('an import that only creates or only updates is undone', async () => {
  const { here, ana, created } = await threePeople();
  const before = await look(here);
  const updated = await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  expect((await here.undo(updated)).counts).toEqual({ ...nothing, cells: 1, endUsers: 1 });
  expect(await look(here)).toEqual(before);
  expect((await here.undo(created)).counts).toEqual({ ...nothing, removed: 3 });
  expect(await look(here)).toEqual([]);
});

test('an import can be undone and redone repeatedly, always with the same result', async () => {
  const { here, acme, ana } = await threePeople();
  const before = await look(here);
  let last: Undoable = await here.import(
    toCsv([
      { customer_id: acme, contact_id: ana, name: 'Ana N', title: '', city: 'Kyiv', vendor_id: 7 },
      { customer_id: acme, contact_id: '', name: 'Di', title: 'New', city: '', vendor_id: '' },
    ]),
    { choices: { emptyCells: 'clear' } },
  );
  const after = await look(here);
  for (const expected of [before, after, before, after]) {
    const undone = await undo(here, last);
    expect(undone.counts).toEqual({
      ...nothing,
      cells: 4,
      endUsers: 1,
      ...(expected === before ? { removed: 1 } : { restored: 1 }),
    });
    expect(await look(here)).toEqual(expected);
    last = undone;
  }
});

test('an undo is an operation of its own that names the operation it undid', async () => {
  const { here, ana } = await threePeople();
  const applied = await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  const undone = await here.undo(applied, 'U7');
  const last = (await here.history()).at(-1);
  expect(last).toMatchObject({
    id: undone.operationId,
    kind: 'undo',
    importId: applied.importId,
    undoes: applied.operationId,
    by: 'U7',
    changes: { [ana]: { before: { title: 'CTO' }, after: { title: 'Engineer' } } },
  });
});

test('cells that other imports changed in between are kept, the cells next to them are restored', async () => {
  const { here, ana, bo, cy } = await threePeople();
  const applied = await here.import(
    toCsv([ana, bo, cy].map((contact_id) => ({ contact_id, title: 'CTO', city: 'Kyiv' }))),
  );
  await here.import(toCsv([{ contact_id: ana, title: 'CEO', state: 'MA' }]), {}, 'U2');
  await here.import(
    toCsv([{ contact_id: bo, city: '', zip: '02134' }]),
    { choices: { emptyCells: 'clear' } },
    'U3',
  );
  const undone = await here.undo(applied);
  expect(undone.counts).toEqual({ ...nothing, cells: 4, endUsers: 3, keptCells: 2 });
  expect(undone.kept).toMatchObject([
    { endUserId: ana, endUser: 'Ana', field: 'title', now: 'CEO', changedBy: 'U2' },
    { endUserId: bo, endUser: 'Bo', field: 'city', now: null, changedBy: 'U3' },
  ]);
  expect(await here.endUsers()).toMatchObject([
    { title: 'CEO', city: 'Boston', state: 'MA' },
    { title: 'Engineer', city: null, zip: '02134' },
    { title: 'Engineer', city: 'Boston' },
  ]);
});

test('a cell that already has its previous value again is neither restored nor kept', async () => {
  const { here, ana } = await threePeople();
  const applied = await here.import(toCsv([{ contact_id: ana, title: 'CTO', city: 'Kyiv' }]));
  await here.import(toCsv([{ contact_id: ana, title: 'Engineer' }]));
  const undone = await here.undo(applied);
  expect(undone).toMatchObject({ counts: { ...nothing, cells: 1, endUsers: 1 }, kept: [] });
});

test('a cell that was changed and changed back to what the import wrote has the value of that later change', async () => {
  const { here, ana } = await threePeople();
  const applied = await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  const back: Applied[] = [];
  for (const title of ['CEO', 'CTO']) back.push(await here.import(toCsv([{ contact_id: ana, title }])));
  expect(await here.undo(applied)).toMatchObject({
    counts: { ...nothing, keptCells: 1 },
    keptBy: back[1]!.importId,
  });
  await here.undo(back[1]!);
  expect((await here.endUsers())[0]).toMatchObject({ title: 'CEO' });
  await here.undo(back[0]!);
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Engineer' });
});

test('an older import can be undone after the newer one that changed the same cell was undone', async () => {
  const { here, ana } = await threePeople();
  const before = await look(here);
  const older = await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  const newer = await here.import(toCsv([{ contact_id: ana, title: 'CEO' }]));
  await here.undo(newer);
  expect((await here.undo(older)).counts).toEqual({ ...nothing, cells: 1, endUsers: 1 });
  expect(await look(here)).toEqual(before);
});

test('a redo keeps what was changed after the undo', async () => {
  const { here, ana, bo } = await threePeople();
  const applied = await here.import(toCsv([ana, bo].map((contact_id) => ({ contact_id, title: 'CTO' }))));
  const undone = await undo(here, applied);
  await here.import(toCsv([{ contact_id: ana, title: 'Boss' }]), {}, 'U2');
  const redone = await here.undo(undone);
  expect(redone).toMatchObject({
    counts: { ...nothing, cells: 1, endUsers: 1, keptCells: 1 },
    kept: [{ endUserId: ana, field: 'title', now: 'Boss', changedBy: 'U2' }],
  });
  expect(await here.endUsers()).toMatchObject([{ title: 'Boss' }, { title: 'CTO' }, { title: 'Engineer' }]);
});

test('created end users are kept as long as a later change of them stands', async () => {
  const { here, created, ana, bo } = await threePeople();
  const first = await here.import(toCsv([{ contact_id: ana, city: 'Kyiv', title: 'Boss' }]), {}, 'U2');
  const second = await here.import(toCsv([{ contact_id: ana, city: 'Boston' }]), {}, 'U3');
  const third = await here.import(toCsv([{ contact_id: bo, custom_fields: '{"a":1}' }]), {}, 'U3');
  const undone = await here.undo(created);
  expect(undone).toMatchObject({
    counts: { ...nothing, removed: 1, keptEndUsers: 2 },
    kept: [
      { endUserId: ana, endUser: 'Ana', field: null, now: null, changedBy: 'U3', importId: second.importId },
      { endUserId: bo, endUser: 'Bo', field: null, now: null, changedBy: 'U3', importId: third.importId },
    ],
    keptBy: third.importId,
  });
  expect((await here.endUsers()).map(({ id }) => id)).toEqual([ana, bo]);
  expect((await here.undo(third)).counts).toEqual({ ...nothing, removed: 1 });
  expect((await here.undo(first)).counts).toEqual({ ...nothing, cells: 1, endUsers: 1 });
  expect((await here.undo(second)).counts).toEqual({ ...nothing, removed: 1 });
  expect(await look(here)).toEqual([]);
});

test('an end user who was kept is not restored by a redo', async () => {
  const { here, created, ana } = await threePeople();
  await here.import(toCsv([{ contact_id: ana, title: 'Boss' }]));
  const undone = await undo(here, created);
  expect((await here.undo(undone)).counts).toEqual({ ...nothing, restored: 2 });
  expect(await here.endUsers()).toMatchObject([{ title: 'Boss' }, {}, {}]);
});

test('an end user comes back when an edit of them is redone, with the values they were created with', async () => {
  const { here, created, ana } = await threePeople();
  const changed = await here.import(toCsv([{ contact_id: ana, title: 'CTO', custom_fields: '{"a":1}' }]));
  const before = await look(here);
  const undoneChange = await undo(here, changed);
  const undoneCreation = await undo(here, created);
  expect(await look(here)).toEqual([]);
  expect((await here.undo(undoneChange)).counts).toEqual({ ...nothing, restored: 1 });
  expect(await look(here)).toEqual(before.slice(0, 1));
  expect((await here.undo(undoneCreation)).counts).toEqual({ ...nothing, restored: 2 });
  expect(await look(here)).toEqual(before);
});

test('a row of a problem file whose end user was removed by an undo creates a new one', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const fixed = toCsv([{ customer_id: acme, name: 'Eve', import_ref: '184-L7' }]);
  const applied = await here.import(fixed);
  await here.undo(applied);
  const again = await here.plan(fixed);
  expect(again.plan).toMatchObject({ created: 1 });
  await here.apply(again);
  expect((await here.plan(fixed)).plan).toMatchObject({ created: 0, unchanged: 1 });
  expect(await here.endUsers()).toHaveLength(1);
});

test('an end user whose organization was removed in the meantime is not restored', async () => {
  const { here, created, acme } = await threePeople();
  const removal = sql`delete from organization where workspace_id = ${here.workspaceId} and id = ${acme}`;
  await expect(db.execute(removal)).rejects.toMatchObject({ cause: { code: '23503' } });
  const undone = await undo(here, created);
  await db.execute(removal);
  expect((await here.undo(undone)).counts).toEqual(nothing);
  expect(await here.endUsers()).toEqual([]);
});

test('an undo counts everything that it keeps, and lists the first ones', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const people = Array.from({ length: 8 }, (_, i) => `P${i}`);
  const created = await here.import(toCsv(people.map((name) => ({ customer_id: acme, name }))));
  const ids = (await here.endUsers()).map(({ id }) => id);
  const changed = await here.import(toCsv(ids.map((contact_id) => ({ contact_id, title: 'a', city: 'a' }))));
  await here.import(toCsv(ids.map((contact_id) => ({ contact_id, title: 'b', city: 'b' }))));
  const undone = await here.undo(changed);
  expect(undone.counts).toEqual({ ...nothing, keptCells: 16 });
  expect(undone.kept.map(({ endUser, field }) => `${endUser} ${field}`)).toEqual([
    'P0 title',
    'P0 city',
    'P1 title',
    'P1 city',
    'P2 title',
  ]);
  expect(await here.undo(created)).toMatchObject({ counts: { keptEndUsers: 8 }, kept: { length: 5 } });
});

test('an undo changes nothing in another workspace, even with the id of its operation', async () => {
  const { here, ana } = await threePeople();
  const there = await threePeople();
  const applied = await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  const before = [await look(here), await look(there.here)];
  await expect(there.here.undo(applied)).rejects.toMatchObject({
    cause: { constraint_name: expect.stringMatching(/^operation_/) },
  });
  expect([await look(here), await look(there.here)]).toEqual(before);
  await here.undo(applied);
  expect(await look(there.here)).toEqual(before[1]);
});

test('an undo that fails halfway changes nothing', async () => {
  const { here, acme, ana } = await threePeople();
  const applied = await here.import(
    toCsv([
      { customer_id: acme, contact_id: ana, title: 'CTO' },
      { customer_id: acme, contact_id: '', title: 'New' },
    ]),
  );
  const before = [await look(here), await here.history()];
  await db.execute(sql`
    create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$`);
  await db.execute(sql`create trigger fail before delete on end_user for each row execute function fail()`);
  await expect(here.undo(applied)).rejects.toThrow();
  await db.execute(sql`drop function fail cascade`);
  expect([await look(here), await here.history()]).toEqual(before);
  expect((await here.undo(applied)).counts).toEqual({ ...nothing, cells: 1, endUsers: 1, removed: 1 });
});

test('100,000 rows are undone in one transaction', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const count = 100_000;
  const rows = Array.from({ length: count }, (_, i) => `${acme},P${i},Engineer\n`);
  const created = await here.import(`customer_id,name,title\n${rows.join('')}`);
  const [first] = await here.endUsers();
  const updates = Array.from({ length: count / 2 }, (_, i) => `${first!.id + 2 * i},CTO\n`);
  const updated = await here.import(`contact_id,title\n${updates.join('')}`);
  expect((await here.undo(updated)).counts).toEqual({ ...nothing, cells: count / 2, endUsers: count / 2 });
  const undone = await undo(here, created);
  expect(undone.counts).toEqual({ ...nothing, removed: count });
  expect((await here.undo(undone)).counts).toEqual({ ...nothing, restored: count });
  const [there] = await db.execute(sql`
    select count(*)::integer as rows, count(*) filter (where title = 'Engineer')::integer as engineers
    from end_user where workspace_id = ${here.workspaceId}`);
  expect(there).toEqual({ rows: count, engineers: count });
}, 300_000);
