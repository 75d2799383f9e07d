// The three-way merge of an outdated file: changes since the export are kept.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;
const aWorkspace = () => createTestWorkspace(db, `T${++workspaces}`);

test('a cell that was not edited in the file keeps the current value, however new', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,title,city\n${acme},Ana,Engineer,Boston\n`);
  const base = await here.export();
  const [ana] = await here.endUsers();
  await here.import(`contact_id,title,city\n${ana?.id},CTO,Leeds\n`);
  const edited = base.csv.replace('Boston', 'Kyiv');
  const planned = await here.plan(edited, { base });
  expect(planned.plan).toMatchObject({ updated: 0, unchanged: 1, choiceCounts: { conflicts: 1 } });
  expect(planned.plan.conflicts).toEqual([
    { endUserId: ana?.id, endUser: 'Ana', field: 'city', was: 'Boston', here: 'Leeds', inFile: 'Kyiv' },
  ]);
  const chosen = await here.choose(planned, { conflicts: 'use file' });
  expect(chosen.plan).toMatchObject({ updated: 1, cells: 1 });
  await here.apply(chosen);
  expect(await here.endUsers()).toMatchObject([{ name: 'Ana', title: 'CTO', city: 'Kyiv' }]);
});

test('an unedited export changes nothing, whatever happened since', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,title,notes\n${acme},Ana,Engineer,\n${acme},Bo,,Hi\n`);
  const base = await here.export();
  const [ana, bo] = await here.endUsers();
  await here.import(`contact_id,title,notes\n${ana?.id},CTO,New\n${bo?.id},Boss,\n`, {
    choices: { emptyCells: 'clear' },
  });
  const { plan } = await here.plan(base.csv, { base });
  expect(plan).toMatchObject({
    created: 0,
    updated: 0,
    leftOut: 0,
    unchanged: 2,
    choiceCounts: { conflicts: 0, emptyCells: 0 },
  });
});

test('a cell that was emptied in an export is cleared', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,city\n${acme},Ana,Boston\n`);
  const base = await here.export();
  const planned = await here.plan(base.csv.replace('Boston', ''), { base });
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { emptyCells: 1 } });
  expect((await here.choose(planned, { emptyCells: 'keep' })).plan).toMatchObject({
    updated: 0,
    unchanged: 1,
  });
});

/** Ana and Bo, and an export with both. */
async function anaAndBo() {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const created = await here.import(
    toCsv([
      { customer_id: acme, name: 'Ana', title: 'Engineer', city: 'Boston', email: 'ana@acme.example' },
      { customer_id: acme, name: 'Bo', title: 'CFO', city: 'Rome', email: 'bo@acme.example' },
    ]),
  );
  const [ana, bo] = (await here.endUsers()).map(({ id }) => id) as [number, number];
  return { here, acme, ana, bo, created, base: await here.export() };
}

const unchanged = { created: 0, updated: 0, leftOut: 0, damagedCells: 0 };
const noConflicts = { emptyCells: 0, conflicts: 0 };

test('a change by a transaction that was open during the export counts as after the export', async () => {
  const { here, ana } = await anaAndBo();
  const open = await here.applyOpen(
    await here.plan(toCsv([{ contact_id: ana, title: 'CTO', city: 'Kyiv' }])),
  );
  const base = await here.export();
  await open.commit();
  expect(base.csv).toContain('Engineer');
  const untouched = await here.plan(base.csv, { base });
  expect(untouched.plan).toMatchObject({ ...unchanged, choiceCounts: noConflicts });
  const touched = await here.plan(base.csv.replace('Boston', 'Leeds'), { base });
  expect(touched.plan).toMatchObject({ ...unchanged, choiceCounts: { conflicts: 1 } });
  expect(touched.plan.conflicts).toMatchObject([{ was: 'Boston', here: 'Kyiv', inFile: 'Leeds' }]);
});

test('an undo that was open during the export counts as after the export', async () => {
  const { here, ana } = await anaAndBo();
  const applied = await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  const open = await here.undoOpen(applied);
  const base = await here.export();
  await open.commit();
  expect(base.csv).toContain('CTO');
  expect((await here.plan(base.csv, { base })).plan).toMatchObject({
    ...unchanged,
    choiceCounts: noConflicts,
  });
  const { plan } = await here.plan(base.csv.replace('CTO', 'CEO'), { base });
  expect(plan.conflicts).toMatchObject([{ was: 'CTO', here: 'Engineer', inFile: 'CEO' }]);
});

test('a change that was committed just before an export is part of the merge base', async () => {
  const { here, ana } = await anaAndBo();
  const open = await here.applyOpen(await here.plan(toCsv([{ contact_id: ana, city: 'Kyiv' }])));
  await open.commit();
  const base = await here.export();
  const { plan } = await here.plan(base.csv.replace('Kyiv', 'Leeds'), { base });
  expect(plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: noConflicts });
});

test('each of several transactions around an export counts as before or after it, as the export saw it', async () => {
  const { here, ana, bo } = await anaAndBo();
  const first = await here.applyOpen(await here.plan(toCsv([{ contact_id: ana, title: 'open' }])));
  await here.import(toCsv([{ contact_id: bo, title: 'before' }]));
  const base = await here.export();
  await here.import(toCsv([{ contact_id: bo, city: 'after' }]));
  await first.commit();
  expect(base.csv).toContain('Engineer');
  expect(base.csv).toContain('before');
  const { plan } = await here.plan(
    edited(base.csv, () => ({ title: 'mine', city: 'mine' })),
    { base },
  );
  expect(plan.conflicts).toMatchObject([
    { endUserId: ana, field: 'title', was: 'Engineer', here: 'open', inFile: 'mine' },
    { endUserId: bo, field: 'city', was: 'Rome', here: 'after', inFile: 'mine' },
  ]);
  expect(plan).toMatchObject({ updated: 2, cells: 2 });
});

test('after several changes of a cell, its base value is that before the first change', async () => {
  const { here, ana, base } = await anaAndBo();
  for (const city of ['Kyiv', 'Oslo', 'Leeds']) await here.import(toCsv([{ contact_id: ana, city }]));
  const { plan } = await here.plan(base.csv.replace('Boston', 'Oslo'), { base });
  expect(plan.conflicts).toMatchObject([{ was: 'Boston', here: 'Leeds', inFile: 'Oslo' }]);
});

test('a cell that was changed and changed back counts as unchanged', async () => {
  const { here, ana, base } = await anaAndBo();
  for (const city of ['Kyiv', 'Boston']) await here.import(toCsv([{ contact_id: ana, city }]));
  const { plan } = await here.plan(base.csv.replace('Boston', 'Leeds'), { base });
  expect(plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: noConflicts });
});

test('the same edit in the database and in the file is not a conflict', async () => {
  const { here, ana, base } = await anaAndBo();
  await here.import(toCsv([{ contact_id: ana, city: 'Leeds' }]));
  const { plan } = await here.plan(base.csv.replace('Boston', 'Leeds'), { base });
  expect(plan).toMatchObject({ ...unchanged, choiceCounts: noConflicts });
});

test('undo and redo since the export count as changes', async () => {
  const { here, ana } = await anaAndBo();
  const applied = await here.import(toCsv([{ contact_id: ana, city: 'Kyiv' }]));
  const base = await here.export();
  const undone = await here.undo(applied);
  const file = base.csv.replace('Kyiv', 'Leeds');
  expect((await here.plan(file, { base })).plan.conflicts).toMatchObject([
    { was: 'Kyiv', here: 'Boston', inFile: 'Leeds' },
  ]);
  expect((await here.plan(base.csv, { base })).plan).toMatchObject(unchanged);
  await here.undo({ ...applied, operationId: undone.operationId });
  expect((await here.plan(file, { base })).plan).toMatchObject({ updated: 1, choiceCounts: noConflicts });
});

test('an end user who was removed since is unknown, and has the same base values after being restored', async () => {
  const { here, created, base, bo } = await anaAndBo();
  const edit = edited(base.csv, () => ({ city: 'Leeds' }));
  const undone = await here.undo(created);
  expect((await here.plan(edit, { base })).plan).toMatchObject({
    leftOut: 2,
    choiceCounts: { unknownIds: 2, conflicts: 0 },
  });
  await here.undo({ ...created, operationId: undone.operationId });
  expect((await here.plan(base.csv, { base })).plan).toMatchObject(unchanged);
  expect((await here.plan(edit, { base })).plan).toMatchObject({ updated: 2, choiceCounts: noConflicts });
  await here.import(toCsv([{ contact_id: bo, city: 'Kyiv' }]));
  expect((await here.plan(edit, { base })).plan.conflicts).toMatchObject([
    { endUserId: bo, was: 'Rome', here: 'Kyiv', inFile: 'Leeds' },
  ]);
});

test('an end user who was changed, removed, and restored since has the base values from before the change', async () => {
  const { here, created, base, ana } = await anaAndBo();
  const changed = await here.import(toCsv([{ contact_id: ana, city: 'Kyiv' }]));
  await here.undo(changed);
  const undone = await here.undo(created);
  await here.undo({ ...created, operationId: undone.operationId });
  await here.import(toCsv([{ contact_id: ana, city: 'Oslo' }]));
  const { plan } = await here.plan(base.csv.replace('Boston', 'Leeds'), { base });
  expect(plan.conflicts).toMatchObject([{ was: 'Boston', here: 'Oslo', inFile: 'Leeds' }]);
});

test('values of every type are compared by meaning', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const was = { notification_billing: 'true', vendor_id: '7', custom_fields: '{"a": 1, "b": "2"}' };
  await here.import(toCsv([{ customer_id: acme, name: 'Ana', ...was, notification_reports: 'no' }]));
  const base = await here.export();
  const [ana] = await here.endUsers();
  await here.import(
    toCsv([
      {
        contact_id: ana?.id,
        notification_billing: 'false',
        vendor_id: '8',
        custom_fields: '{"a": 3}',
        city: 'Rome',
      },
    ]),
  );
  const sameOtherwise = edited(base.csv, () => ({
    notification_billing: 'YES',
    vendor_id: ' 007 ',
    custom_fields: '{ "b":"2","a":1.0 }',
  }));
  expect((await here.plan(sameOtherwise, { base })).plan).toMatchObject({
    ...unchanged,
    choiceCounts: noConflicts,
  });
  const asHere = edited(base.csv, () => ({
    notification_billing: 'f',
    vendor_id: '+8',
    custom_fields: '{"a":3e0}',
    city: 'Rome',
  }));
  expect((await here.plan(asHere, { base })).plan).toMatchObject({ ...unchanged, choiceCounts: noConflicts });
  const third = edited(base.csv, () => ({
    notification_billing: '',
    vendor_id: '9',
    custom_fields: '{"a":4}',
    notification_reports: '',
  }));
  const { plan } = await here.plan(third, { base });
  expect(plan.conflicts).toEqual([
    {
      endUserId: ana?.id,
      endUser: 'Ana',
      field: 'notification_billing',
      was: 'true',
      here: 'false',
      inFile: null,
    },
    { endUserId: ana?.id, endUser: 'Ana', field: 'vendor_id', was: '7', here: '8', inFile: '9' },
    {
      endUserId: ana?.id,
      endUser: 'Ana',
      field: 'custom_fields',
      key: 'a',
      was: '1',
      here: '3',
      inFile: '4',
    },
  ]);
  expect(plan.changes).toMatchObject([{ field: 'notification_reports', now: 'false', willBe: null }]);
});

test('empty and filled cells are merged like any others', async () => {
  const { here, ana, bo, base } = await anaAndBo();
  await here.import(
    toCsv([
      { contact_id: ana, city: '', state: 'MA' },
      { contact_id: bo, city: '', state: 'RM' },
    ]),
    { choices: { emptyCells: 'clear' } },
  );
  // Ana: emptied in the database, not edited in the file; filled in both. Bo: the other way around.
  const file = edited(base.csv, ({ name }) =>
    name === 'Ana' ? { state: 'NY' } : { city: 'Oslo', title: '' },
  );
  const { plan } = await here.plan(file, { base });
  expect(plan.conflicts).toMatchObject([
    { endUserId: ana, field: 'state', was: null, here: 'MA', inFile: 'NY' },
    { endUserId: bo, field: 'city', was: 'Rome', here: null, inFile: 'Oslo' },
  ]);
  expect(plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { emptyCells: 1, conflicts: 2 } });
  expect(plan.changes).toMatchObject([{ endUserId: bo, field: 'title', now: 'CFO', willBe: null }]);
});

test('a file with columns removed and reordered and with rows added and removed is merged', async () => {
  const { here, acme, ana, bo, base } = await anaAndBo();
  await here.import(toCsv([{ contact_id: ana, title: 'CTO', city: 'Kyiv' }]));
  const file = toCsv([
    { city: 'Boston', CONTACT_ID: ana, organization_id: acme, 'Job Title': 'Boss' },
    { city: 'Oslo', CONTACT_ID: '', organization_id: acme, 'Job Title': 'New' },
  ]);
  const planned = await here.plan(file, { base });
  expect(planned.plan).toMatchObject({
    created: 1,
    updated: 0,
    unchanged: 1,
    choiceCounts: { conflicts: 1 },
  });
  await here.apply(planned);
  expect(await here.endUsers()).toMatchObject([
    { id: ana, title: 'CTO', city: 'Kyiv', email: 'ana@acme.example' },
    { id: bo, title: 'CFO', city: 'Rome' },
    { title: 'New', city: 'Oslo', email: null },
  ]);
});

test('an export of one organization can be the merge base, too', async () => {
  const { here, acme, ana } = await anaAndBo();
  const beta = await here.organization('Beta');
  await here.import(toCsv([{ customer_id: beta, name: 'Cy', city: 'Lima' }]));
  const base = await here.export(beta);
  expect(base.csv).not.toContain('Ana');
  const cy = (await here.endUsers()).at(-1);
  await here.import(
    toCsv([
      { contact_id: ana, city: 'Kyiv' },
      { contact_id: cy?.id, city: 'Kyiv' },
    ]),
  );
  const file = edited(base.csv, () => ({ title: 'Boss' }), [{ customer_id: acme, name: 'Di' }]);
  const { plan } = await here.plan(file, { base });
  expect(plan).toMatchObject({ created: 1, updated: 1, cells: 1, choiceCounts: noConflicts });
});

test('if two members edit the same export, all edits count, and cells that both edited are conflicts', async () => {
  const { here, ana, bo, base } = await anaAndBo();
  const first = edited(base.csv, ({ name }) => (name === 'Ana' ? { title: 'CTO', city: 'Kyiv' } : undefined));
  const second = edited(base.csv, ({ name }) =>
    name === 'Ana' ? { city: 'Oslo', state: 'MA' } : { title: 'COO' },
  );
  await here.import(first, { base });
  const planned = await here.plan(second, { base });
  expect(planned.plan.conflicts).toMatchObject([
    { field: 'city', was: 'Boston', here: 'Kyiv', inFile: 'Oslo' },
  ]);
  await here.apply(planned);
  expect(await here.endUsers()).toMatchObject([
    { id: ana, title: 'CTO', city: 'Kyiv', state: 'MA' },
    { id: bo, title: 'COO', city: 'Rome' },
  ]);
  expect((await here.plan(first, { base })).plan).toMatchObject({ ...unchanged, choiceCounts: noConflicts });
});

test('sharing the same edited export again changes nothing, even after newer edits', async () => {
  const { here, ana, base } = await anaAndBo();
  const file = base.csv.replace('Boston', 'Leeds');
  await here.import(file, { base });
  expect((await here.plan(file, { base })).plan).toMatchObject({ ...unchanged, choiceCounts: noConflicts });
  await here.import(toCsv([{ contact_id: ana, city: 'Kyiv' }]));
  expect((await here.plan(file, { base })).plan).toMatchObject({
    ...unchanged,
    choiceCounts: { conflicts: 1 },
  });
});

test('without a merge base, the current values count as base values', async () => {
  const { here, ana, base } = await anaAndBo();
  await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  const { plan } = await here.plan(base.csv);
  expect(plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: noConflicts });
  expect(plan.changes).toMatchObject([{ now: 'CTO', willBe: 'Engineer' }]);
});

test('an export is still a merge base after the data was moved to another server, which counts transactions from the start', async () => {
  const { here, ana, bo, base } = await anaAndBo();
  // As after dump and restore: the old server's counter was far ahead, with one change before the export and one after.
  const [snapshot, last] = base.snapshot.split('/');
  const shift = 1_000_000_000;
  const moved = {
    ...base,
    snapshot: `${snapshot?.replace(/\d+/g, (xid) => String(Number(xid) + shift))}/${last}`,
  };
  await db.execute(sql`
    update operation set transaction = (transaction::text::bigint + ${shift})::text::xid8
    where workspace_id = ${here.workspaceId}`);
  await here.import(toCsv([{ contact_id: ana, city: 'Kyiv' }]));
  const { plan } = await here.plan(
    edited(base.csv, () => ({ city: 'Leeds' })),
    { base: moved },
  );
  expect(plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { conflicts: 1 } });
  expect(plan.conflicts).toMatchObject([{ endUserId: ana, was: 'Boston', here: 'Kyiv' }]);
  expect(plan.changes).toMatchObject([{ endUserId: bo, now: 'Rome', willBe: 'Leeds' }]);
});

test('different line ends do not count as an edit, since each spreadsheet writes its own', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(toCsv([{ customer_id: acme, name: 'Ana', notes: 'one\r\ntwo', address1: 'a\nb' }]));
  const base = await here.export();
  const [ana] = await here.endUsers();
  const saved = edited(base.csv, () => ({ notes: 'one\ntwo', address1: 'a\r\nb' }));
  expect((await here.plan(saved, { base })).plan).toMatchObject(unchanged);
  await here.import(toCsv([{ contact_id: ana?.id, notes: 'one\ntwo\nthree', address1: '' }]), {
    choices: { emptyCells: 'clear' },
  });
  expect((await here.plan(saved, { base })).plan).toMatchObject({ ...unchanged, choiceCounts: noConflicts });
  const { plan } = await here.plan(
    edited(base.csv, () => ({ notes: 'one\ntwo!' })),
    { base },
  );
  expect(plan.conflicts).toMatchObject([{ was: 'one\r\ntwo', here: 'one\ntwo\nthree', inFile: 'one\ntwo!' }]);
});

test('a fixed row that created an end user changes nothing when it is shared again, whatever happened since', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const fixed = {
    customer_id: acme,
    name: 'Ana',
    title: 'Engineer',
    city: 'Boston',
    zip: '',
    import_ref: '184-L7',
  };
  await here.import(toCsv([fixed]));
  const [ana] = await here.endUsers();
  await here.import(toCsv([{ contact_id: ana?.id, title: 'CTO', zip: '02134' }]));
  for (const emptyCells of ['keep', 'clear'] as const) {
    const { plan } = await here.plan(toCsv([fixed]), { choices: { emptyCells } });
    expect(plan).toMatchObject({ ...unchanged, choiceCounts: noConflicts });
  }
  const { plan } = await here.plan(toCsv([{ ...fixed, title: 'CEO', city: 'Leeds' }]));
  expect(plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { conflicts: 1 } });
  expect(plan.conflicts).toMatchObject([{ was: 'Engineer', here: 'CTO', inFile: 'CEO' }]);
});
