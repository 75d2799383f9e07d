// The choices about a plan: each value of each choice, and how choices affect each other.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

/** An organization with Ana, Bo, and two people who share an email, and the ids of all four. */
async function somePeople() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv([
      { customer_id: acme, name: 'Ana', email: 'ana@acme.example', title: 'Engineer', city: 'Boston' },
      { customer_id: acme, name: 'Bo', email: 'bo@acme.example', title: 'CFO' },
      { customer_id: acme, name: 'Cy', email: 'team@acme.example' },
      { customer_id: acme, name: 'Di', email: 'team@acme.example' },
    ]),
  );
  const [ana, bo, cy, di] = (await here.endUsers()).map(({ id }) => id) as [number, number, number, number];
  return { here, acme, ana, bo, cy, di };
}

const none = {
  lookAlikes: 0,
  emptyCells: 0,
  unknownIds: 0,
  conflicts: 0,
  olderValues: 0,
  archived: 0,
  leavers: 0,
  otherOrganizations: 0,
  otherPeople: 0,
};

test('a plan that no choice affects offers none', async () => {
  const { here, acme, ana } = await somePeople();
  const { plan } = await here.plan(
    toCsv([
      { customer_id: acme, contact_id: ana, name: 'Ana', email: 'ana@acme.example', title: 'CTO' },
      { customer_id: acme, name: 'Eve', email: 'eve@acme.example' },
    ]),
  );
  expect(plan).toMatchObject({ created: 1, updated: 1, choiceCounts: none });
});

test('a new row with the email of an existing end user creates another, updates that one, or is left out', async () => {
  const { here, acme, ana } = await somePeople();
  const file = toCsv([{ customer_id: acme, name: 'Ana N', email: 'ANA@acme.example', title: 'CTO' }]);
  const created = await here.plan(file);
  expect(created.plan).toMatchObject({ created: 1, choiceCounts: { ...none, lookAlikes: 1 }, problems: [] });
  const leftOut = await here.choose(created, { lookAlikes: 'leave out' });
  expect(leftOut.plan).toMatchObject({ created: 0, leftOut: 1, choiceCounts: { ...none, lookAlikes: 1 } });
  expect(leftOut.plan.problems).toEqual([{ line: 2, text: `Ana N looks like Ana · ${ana} (same email)` }]);
  const updated = await here.choose(leftOut, { lookAlikes: 'update' });
  expect(updated.plan).toMatchObject({ updated: 1, cells: 3, choiceCounts: { ...none, lookAlikes: 1 } });
  await here.apply(updated);
  expect((await here.endUsers()).slice(0, 1)).toMatchObject([
    { id: ana, name: 'Ana N', email: 'ANA@acme.example', title: 'CTO', city: 'Boston' },
  ]);
});

test('a new row with the email of several end users updates none of them: the row must name one', async () => {
  const { here, acme, cy } = await somePeople();
  const planned = await here.plan(
    toCsv([
      { customer_id: acme, name: 'Team', email: 'team@acme.example' },
      { customer_id: acme, contact_id: cy, name: 'Cyrus', email: 'team@acme.example' },
      { customer_id: acme, name: 'Another team', email: 'team@acme.example' },
    ]),
    { choices: { lookAlikes: 'update' } },
  );
  expect(planned.plan).toMatchObject({ created: 0, updated: 1, leftOut: 2, choiceCounts: { lookAlikes: 2 } });
  const text = expect.stringContaining(
    `looks like Cy · ${cy} (same email) and others: fill in the contact_id of the one you mean`,
  );
  expect(planned.plan.problems).toEqual([
    { line: 2, text },
    { line: 4, text },
  ]);
  expect((await here.choose(planned, { lookAlikes: 'create' })).plan).toMatchObject({
    created: 2,
    updated: 1,
  });
});

test('two new rows with the same email create two end users, but can update only one', async () => {
  const { here, acme } = await somePeople();
  const file = (...titles: string[]) =>
    toCsv(titles.map((title) => ({ customer_id: acme, email: 'ana@acme.example', title })));
  const planned = await here.plan(file('CTO', 'CEO'));
  expect(planned.plan).toMatchObject({ created: 2, choiceCounts: { lookAlikes: 2 } });
  const differing = await here.choose(planned, { lookAlikes: 'update' });
  expect(differing.plan).toMatchObject({ updated: 0, leftOut: 2, choiceCounts: { lookAlikes: 2 } });
  expect(differing.plan.problems[1]).toEqual({
    line: 3,
    text: 'the same end user is on lines 2, 3 with different values: keep one of these lines',
  });
  const same = await here.plan(file('CTO', 'CTO'), { choices: { lookAlikes: 'update' } });
  expect(same.plan).toMatchObject({ updated: 1, cells: 1, unchanged: 1, leftOut: 0 });
  const twins = await here.plan(
    toCsv([1, 2].map(() => ({ customer_id: acme, name: 'Eve', email: 'eve@acme.example' }))),
  );
  expect(twins.plan).toMatchObject({ created: 2, choiceCounts: { ...none, lookAlikes: 1 } });
  const one = await here.choose(twins, { lookAlikes: 'leave out' });
  expect(one.plan).toMatchObject({ created: 1, leftOut: 1 });
  expect(one.plan.problems).toEqual([{ line: 3, text: 'Eve looks like line 2 (same email)' }]);
});

test('a duplicate candidate that the file also names by contact_id is in the file twice', async () => {
  const { here, acme, ana } = await somePeople();
  const { plan } = await here.plan(
    toCsv([
      { customer_id: acme, contact_id: ana, name: 'Ana', email: 'ana@acme.example' },
      { customer_id: acme, name: 'Ana N', email: 'ana@acme.example' },
    ]),
    { choices: { lookAlikes: 'update' } },
  );
  expect(plan).toMatchObject({ updated: 0, leftOut: 2 });
});

test('duplicate candidates are searched only in the organization of the row', async () => {
  const { here, acme } = await somePeople();
  const beta = await here.organization('Beta');
  const file = toCsv([{ name: 'Ana', email: 'ana@acme.example' }]);
  expect((await here.plan(file, { organizationId: acme })).plan.choiceCounts.lookAlikes).toBe(1);
  expect((await here.plan(file, { organizationId: beta })).plan.choiceCounts.lookAlikes).toBe(0);
});

test('empty cells keep the current value unless the member chooses to clear it', async () => {
  const { here, ana, bo } = await somePeople();
  const planned = await here.plan(
    toCsv([
      { contact_id: ana, title: '', city: '', zip: '' },
      { contact_id: bo, title: 'Boss', city: '', zip: '' },
    ]),
  );
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { ...none, emptyCells: 2 } });
  const cleared = await here.choose(planned, { emptyCells: 'clear' });
  expect(cleared.plan).toMatchObject({ updated: 2, cells: 3, choiceCounts: { ...none, emptyCells: 2 } });
  await here.apply(cleared);
  expect((await here.endUsers()).slice(0, 2)).toMatchObject([
    { name: 'Ana', title: null, city: null },
    { name: 'Bo', title: 'Boss' },
  ]);
});

test('absent cells do not count as empty', async () => {
  const { here, ana } = await somePeople();
  const { plan } = await here.plan(`contact_id,name,title,city\n${ana},Ana\n`, {
    choices: { emptyCells: 'clear' },
  });
  expect(plan).toMatchObject({ updated: 0, unchanged: 1, choiceCounts: none });
});

test('empty cells of an edited export clear values, except in rows that were added to it', async () => {
  const { here, acme, ana } = await somePeople();
  const base = await here.export();
  const file = edited(
    base.csv,
    ({ name }) => (name === 'Ana' ? { city: '' } : name === 'Bo' ? null : undefined),
    [{ customer_id: acme, name: 'Bo B', email: 'bo@acme.example' }],
  );
  const planned = await here.plan(file, { base, choices: { lookAlikes: 'update' } });
  expect(planned.plan).toMatchObject({
    updated: 2,
    cells: 2,
    choiceCounts: { lookAlikes: 1, emptyCells: 1 },
  });
  await here.apply(planned);
  const [first, second] = await here.endUsers();
  expect(first).toMatchObject({ id: ana, city: null, title: 'Engineer' });
  expect(second).toMatchObject({ name: 'Bo B', title: 'CFO' });
});

test('a row with an unknown contact_id is left out or creates an end user', async () => {
  const { here, acme, ana } = await somePeople();
  const file = toCsv([
    { customer_id: acme, contact_id: ana, title: 'CTO' },
    { customer_id: acme, contact_id: 999_999, title: 'CEO' },
  ]);
  const planned = await here.plan(file);
  expect(planned.plan).toMatchObject({ updated: 1, leftOut: 1, choiceCounts: { ...none, unknownIds: 1 } });
  const created = await here.choose(planned, { unknownIds: 'create' });
  expect(created.plan).toMatchObject({ created: 1, updated: 1, leftOut: 0, choiceCounts: { unknownIds: 1 } });
  await here.apply(created);
  const added = (await here.endUsers()).at(-1);
  expect(added).toMatchObject({ title: 'CEO' });
  expect(added?.id).not.toBe(999_999);
});

test('two rows with the same unknown contact_id create one end user if they are equal, and are a problem if they differ', async () => {
  const { here, acme } = await somePeople();
  const { plan } = await here.plan(
    toCsv([
      { customer_id: acme, contact_id: 999_998, title: 'CEO' },
      { customer_id: acme, contact_id: 999_999, title: 'CEO' },
      { customer_id: acme, contact_id: 999_998, title: 'CEO' },
      { customer_id: acme, contact_id: 999_999, title: 'CTO' },
    ]),
    { choices: { unknownIds: 'create' } },
  );
  expect(plan).toMatchObject({ created: 1, unchanged: 1, leftOut: 2, choiceCounts: { unknownIds: 2 } });
});

test('rows that are wrong anyway do not count as a choice about unknown contact_ids', async () => {
  const { here, acme } = await somePeople();
  const file = toCsv([
    { customer_id: 999_999, contact_id: 1, name: 'Elsewhere' },
    { customer_id: acme, contact_id: 2, email: 'nope' },
    { customer_id: acme, contact_id: 3 },
    { customer_id: acme, contact_id: 4, name: 'One' },
    { customer_id: acme, contact_id: 4, name: 'Other' },
  ]);
  const { plan } = await here.plan(file);
  expect(plan).toMatchObject({ leftOut: 5, choiceCounts: none });
});

test('a row with an unknown contact_id that creates an end user can be a duplicate candidate', async () => {
  const { here, acme, ana } = await somePeople();
  const file = toCsv([{ customer_id: acme, contact_id: 999_999, email: 'ana@acme.example', title: 'CTO' }]);
  const leftOut = await here.plan(file);
  expect(leftOut.plan.choiceCounts).toEqual({ ...none, unknownIds: 1 });
  const created = await here.choose(leftOut, { unknownIds: 'create' });
  expect(created.plan).toMatchObject({ created: 1, choiceCounts: { ...none, unknownIds: 1, lookAlikes: 1 } });
  const updated = await here.choose(created, { lookAlikes: 'update' });
  expect(updated.plan).toMatchObject({ created: 0, updated: 1, cells: 1, choiceCounts: { unknownIds: 1 } });
  expect(updated.plan.changes).toMatchObject([{ endUserId: ana, field: 'title', willBe: 'CTO' }]);
  const neither = await here.choose(created, { lookAlikes: 'leave out' });
  expect(neither.plan).toMatchObject({ created: 0, updated: 0, leftOut: 1 });
});

test('a conflicting cell keeps the current value or gets the value of the file', async () => {
  const { here, ana } = await somePeople();
  const base = await here.export();
  await here.import(toCsv([{ contact_id: ana, title: 'CTO', city: 'Kyiv' }]));
  const planned = await here.plan(
    edited(base.csv, ({ name }) => (name === 'Ana' ? { title: 'CEO', city: '', state: 'MA' } : undefined)),
    { base },
  );
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { emptyCells: 1, conflicts: 2 } });
  const byFile = await here.choose(planned, { conflicts: 'use file' });
  expect(byFile.plan).toMatchObject({ updated: 1, cells: 3, choiceCounts: { emptyCells: 1, conflicts: 2 } });
  const keeping = await here.choose(byFile, { emptyCells: 'keep' });
  expect(keeping.plan).toMatchObject({ updated: 1, cells: 2, choiceCounts: { emptyCells: 1, conflicts: 1 } });
  await here.apply(keeping);
  expect((await here.endUsers())[0]).toMatchObject({ title: 'CEO', city: 'Kyiv', state: 'MA' });
});

test('a row with an import_ref means the end user that the referenced row created, whatever is chosen', async () => {
  const { here, acme } = await somePeople();
  const fixed = toCsv([{ customer_id: acme, name: 'Eve', email: 'ana@acme.example', import_ref: '184-L7' }]);
  const first = await here.plan(fixed);
  expect(first.plan).toMatchObject({ created: 1, choiceCounts: { lookAlikes: 1 } });
  await here.apply(first);
  const again = await here.plan(fixed);
  for (const lookAlikes of ['create', 'update', 'leave out'] as const) {
    const { plan } = await here.choose(again, { lookAlikes, unknownIds: 'create' });
    expect(plan).toMatchObject({ created: 0, updated: 0, unchanged: 1, leftOut: 0, choiceCounts: none });
  }
});

test('a fixed row that looks like an existing end user follows the choice', async () => {
  const { here, acme, ana } = await somePeople();
  const file = toCsv([{ customer_id: acme, name: 'Ana N', email: 'ana@acme.example', import_ref: '184-L7' }]);
  await here.import(file, { choices: { lookAlikes: 'update' } });
  expect((await here.endUsers()).slice(0, 1)).toMatchObject([{ id: ana, name: 'Ana N' }]);
  const again = await here.plan(file, { choices: { lookAlikes: 'update' } });
  expect(again.plan).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
});

test('changing a choice computes the plan again, and changing it back yields the first plan', async () => {
  const { here, acme } = await somePeople();
  const first = await here.plan(
    toCsv([
      { customer_id: acme, contact_id: 999_999, name: 'X', email: 'bo@acme.example' },
      { customer_id: acme, email: 'ana@acme.example', name: 'Y' },
    ]),
  );
  const other = await here.choose(first, { unknownIds: 'create', lookAlikes: 'update' });
  expect(other.fingerprint).not.toBe(first.fingerprint);
  const back = await here.choose(other, { unknownIds: 'leave out', lookAlikes: 'create' });
  expect(back.fingerprint).toBe(first.fingerprint);
  expect(back.plan).toEqual(first.plan);
  expect(await here.apply({ ...other, rules: first.rules })).toBeNull();
});

test('a row with only ids is a problem even if it is in the file twice', async () => {
  const { here, acme } = await somePeople();
  const row = { customer_id: acme, contact_id: 999_999 };
  const { plan } = await here.plan(toCsv([row, row]), { choices: { unknownIds: 'create' } });
  expect(plan).toMatchObject({ unchanged: 0, leftOut: 2 });
  expect(plan.problems.map(({ text }) => text)).toEqual(Array(2).fill('only ids are filled in'));
});
