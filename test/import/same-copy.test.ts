// Copies of an export that are used again, or that are old: whose edits count, and which values a member is asked about.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace, type PlanOptions } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function someone(more: Readonly<Record<string, string>> = {}) {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(toCsv([{ customer_id: acme, name: 'Ana', title: 'a', phone: '555 0100', ...more }]));
  const id = (await here.endUsers())[0]!.id;
  const base = await here.export();
  const copy = (cells: Readonly<Record<string, string>>) => edited(base.csv, () => cells);
  const change = (cells: Readonly<Record<string, string>>, by = 'U2') =>
    here.import(toCsv([{ contact_id: id, ...cells }]), {}, by);
  const plan = (csv: string, options: PlanOptions = {}) =>
    here.plan(csv, { ...options, choices: { olderValues: 'keep' } });
  const now = async () => (await here.endUsers())[0]!;
  return { here, acme, id, base, copy, change, plan, now };
}

test('a cell that is set back to its exported value in the same copy is asked about', async () => {
  const { here, id, base, copy, now, plan } = await someone();
  const first = await here.import(copy({ title: 'wrong' }), { base });
  const again = { base, lineage: [first.importId] };
  const planned = await plan(copy({ title: 'a' }), again);
  expect(planned.plan).toMatchObject({
    updated: 0,
    unchanged: 1,
    choiceCounts: { olderValues: 1, conflicts: 0 },
  });
  expect(planned.plan.olderValues).toMatchObject([
    { endUserId: id, endUser: 'Ana', field: 'title', here: 'wrong', inFile: 'a', by: 'U1' },
  ]);
  await here.apply(await here.choose(planned, { olderValues: 'use file' }));
  expect(await now()).toMatchObject({ title: 'a' });
});

test('a further edit of a cell in the same copy is an edit, not a conflict with oneself', async () => {
  const { here, base, copy, now, plan } = await someone();
  const first = await here.import(copy({ title: 'b' }), { base });
  const planned = await plan(copy({ title: 'c' }), { base, lineage: [first.importId] });
  expect(planned.plan).toMatchObject({
    updated: 1,
    cells: 1,
    choiceCounts: { olderValues: 0, conflicts: 0 },
  });
  await here.apply(planned);
  expect(await now()).toMatchObject({ title: 'c' });
});

test('what others changed since the first round is a conflict, and what the copy still says is no edit', async () => {
  const { here, base, copy, change, plan } = await someone();
  const first = await here.import(copy({ title: 'b', phone: '555 0101' }), { base });
  await change({ title: 'theirs', phone: '555 0102', city: 'Oslo' });
  const again = { base, lineage: [first.importId] };
  const edit = await plan(copy({ title: 'c', phone: '555 0101' }), again);
  expect(edit.plan).toMatchObject({
    updated: 0,
    choiceCounts: { olderValues: 0, conflicts: 1 },
    staleCells: 2,
  });
  expect(edit.plan.conflicts).toMatchObject([{ was: 'b', here: 'theirs', inFile: 'c' }]);
});

test('an undone round is no round', async () => {
  const { here, base, copy, now, plan } = await someone();
  const first = await here.import(copy({ title: 'b' }), { base });
  await here.undo(first);
  const planned = await plan(copy({ title: 'b' }), { base });
  expect(planned.plan).toMatchObject({ updated: 1, choiceCounts: { olderValues: 0, conflicts: 0 } });
  await here.apply(planned);
  expect(await now()).toMatchObject({ title: 'b' });
});

test('keys of the custom fields are cells of the copy, too', async () => {
  const { here, base, copy, plan } = await someone({ custom_fields: '{"Badge":"1","Desk":"x"}' });
  const first = await here.import(copy({ custom_fields: '{"Badge":"2","Desk":"y"}' }), { base });
  const planned = await plan(copy({ custom_fields: '{"Badge":"1","Desk":"z"}' }), {
    base,
    lineage: [first.importId],
  });
  expect(planned.plan).toMatchObject({
    updated: 1,
    cells: 1,
    choiceCounts: { olderValues: 1, conflicts: 0 },
  });
  expect(planned.plan.olderValues).toMatchObject([
    { field: 'custom_fields', key: 'Badge', here: '2', inFile: '1' },
  ]);
});

test('without a base, older values are asked about, and others are edits', async () => {
  const { here, id, base, change, now, plan } = await someone({ custom_fields: '{"Badge":"1"}' });
  await change({ title: 'b', phone: '555 0102', custom_fields: '{"Badge":"2"}' });
  const stale = edited(base.csv, () => ({ city: 'Oslo' }));
  const planned = await plan(stale);
  expect(planned.plan).toMatchObject({
    updated: 1,
    cells: 1,
    choiceCounts: { olderValues: 3, conflicts: 0 },
  });
  expect(planned.plan.olderValues).toMatchObject([
    { endUserId: id, field: 'title', here: 'b', inFile: 'a', by: 'U2' },
    { field: 'phone', here: '555 0102', inFile: '555 0100', by: 'U2' },
    { field: 'custom_fields', key: 'Badge', here: '2', inFile: '1', by: 'U2' },
  ]);
  expect(Date.parse(planned.plan.olderValues![0]!.at!)).toBeGreaterThan(Date.now() - 3_600_000);
  await here.apply(planned);
  expect(await now()).toMatchObject({ title: 'b', city: 'Oslo', custom_fields: { Badge: '2' } });
});

test('a yes or no counts as an older value only next to another such cell', async () => {
  const { id, change, plan } = await someone({ notification_billing: 'true' });
  await change({ notification_billing: 'false', title: 'b' });
  const alone = await plan(toCsv([{ contact_id: id, notification_billing: 'true', title: 'new' }]));
  expect(alone.plan).toMatchObject({ cells: 2, choiceCounts: { olderValues: 0 } });
  const both = await plan(toCsv([{ contact_id: id, notification_billing: 'true', title: 'a' }]));
  expect(both.plan).toMatchObject({ updated: 0, choiceCounts: { olderValues: 2 } });
});

test('what an undo reverted can be imported again without a question', async () => {
  const { here, id, now, plan } = await someone();
  const file = toCsv([{ contact_id: id, title: 'b' }]);
  await here.undo(await here.import(file));
  await here.apply(await plan(file));
  expect(await now()).toMatchObject({ title: 'b' });
});

test('rows of organizations that the base does not contain are judged by the history', async () => {
  const { here, acme, change, plan } = await someone();
  const beta = await here.organization('Beta');
  await here.import(toCsv([{ customer_id: beta, name: 'Bo', title: 'x' }]));
  const bo = (await here.endUsers())[1]!.id;
  const ofBeta = await here.export(beta);
  await here.import(toCsv([{ contact_id: bo, title: 'y' }]), {}, 'U2');
  const ofAcme = await here.export(acme);
  await change({ title: 'b' });
  // Two exports in one file, with the name of the first.
  const both = ofAcme.csv + ofBeta.csv.split('\r\n').slice(1).join('\r\n');
  const planned = await plan(both, { base: ofAcme, baseOrganization: { id: acme, name: 'Acme' } });
  expect(planned.plan).toMatchObject({
    updated: 0,
    unchanged: 2,
    staleCells: 1,
    choiceCounts: { olderValues: 1 },
  });
  expect(planned.plan.olderValues).toMatchObject([{ endUserId: bo, here: 'y', inFile: 'x', by: 'U2' }]);
});

test('a base that only the thread tells does not vouch for older values', async () => {
  const { here, id, copy, change, plan } = await someone({ notes: 'n' });
  await change({ title: 'theirs', phone: '555 0199' });
  const newer = await here.export();
  const stale = copy({ notes: 'edited' });
  const trusted = await plan(stale, { base: newer });
  expect(trusted.plan).toMatchObject({ updated: 1, cells: 3, choiceCounts: { olderValues: 0 } });
  const guessed = await plan(stale, { base: newer, isBaseCertain: false });
  expect(guessed.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { olderValues: 2 } });
  expect(guessed.plan.olderValues).toMatchObject([
    { endUserId: id, field: 'title', here: 'theirs', inFile: 'a', by: 'U2' },
    { endUserId: id, field: 'phone', here: '555 0199', inFile: '555 0100', by: 'U2' },
  ]);
  expect((await plan(newer.csv, { base: newer, isBaseCertain: false })).plan).toMatchObject({ unchanged: 1 });
});

test('a row without an id is merged with what the export says of the end user it looks like', async () => {
  const { here, base, change, plan } = await someone({ email: 'ana@x.example', city: 'Oslo' });
  await change({ title: 'theirs' });
  const [, ...lines] = base.csv.trimEnd().split('\r\n');
  const header = base.csv.slice(0, base.csv.indexOf('\r\n')).split(',');
  const at = header.indexOf('contact_id');
  const without = (line: string) => line.split(',').filter((_, i) => i !== at);
  const csv = [header.join(','), ...lines].map((line) => without(line).join(',')).join('\n');
  const planned = await here.choose(await plan(csv, { base }), { lookAlikes: 'update' });
  expect(planned.plan).toMatchObject({ updated: 0, unchanged: 1, staleCells: 1, missing: 0 });
  const edit = await here.choose(await plan(csv.replace('Oslo', 'Rome'), { base }), { lookAlikes: 'update' });
  expect(edit.plan).toMatchObject({ updated: 1, cells: 1, staleCells: 1, missing: 0 });
  expect((await plan(csv, { base })).plan).toMatchObject({ choiceCounts: { lookAlikes: 1 }, missing: 0 });
});

test('what was undone can be applied again, until someone changes the cell: then it is an older value', async () => {
  const { here, base, copy, change, plan } = await someone({ custom_fields: '{"k":"1","l":"1"}' });
  const edit = copy({ title: 'b', custom_fields: '{"k":"2","l":"2"}' });
  const applied = await here.import(edit, { base });
  await here.undo(applied);
  const none = { choiceCounts: { olderValues: 0 } };
  expect((await plan(edit)).plan).toMatchObject({ ...none, cells: 3 });
  await change({ phone: '555 0177', custom_fields: '{"l":"theirs"}' });
  expect((await plan(edit)).plan).toMatchObject({ cells: 2, choiceCounts: { olderValues: 2 } });
  await change({ title: 'c' });
  expect((await plan(edit)).plan).toMatchObject({ cells: 1, choiceCounts: { olderValues: 3 } });
});

test('a cell that is emptied again in the same copy is asked about once, as an older value', async () => {
  const { here, base, copy, now, plan } = await someone();
  const first = await here.import(copy({ city: 'Oslo', custom_fields: '{"k":"1"}' }), { base });
  const again = { base, lineage: [first.importId] };
  const planned = await plan(base.csv, again);
  expect(planned.plan).toMatchObject({ updated: 0, choiceCounts: { olderValues: 2, emptyCells: 0 } });
  for (const emptyCells of ['keep', 'clear'] as const) {
    const chosen = await here.choose(planned, { olderValues: 'use file', emptyCells });
    expect(chosen.plan).toMatchObject({
      updated: 1,
      cells: 2,
      choiceCounts: { olderValues: 2, emptyCells: 0 },
    });
  }
  await here.apply(await here.choose(planned, { olderValues: 'use file', emptyCells: 'keep' }));
  expect(await now()).toMatchObject({ city: null, custom_fields: null });
});
