// Rows that would leave two end users who look alike, although they don't now: what would be there after applying decides.
import { expect, test } from 'vitest';
import { isPlain } from '../../src/usecases/import/auto-apply.ts';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace, type PlanOptions } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

const strict = { lookAlikes: 'leave out', otherPeople: 'leave out', olderValues: 'keep' } as const;

async function office() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv([
      { customer_id: acme, name: 'Ana', email: 'ana@x.example', phone: '555 0101' },
      { customer_id: acme, name: 'Bo', email: 'bo@x.example', phone: '555 0102' },
      { customer_id: acme, name: 'Cy', email: 'cy@x.example', phone: '555 0103' },
    ]),
  );
  const [ana = 0, bo = 0, cy = 0] = (await here.endUsers()).map(({ id }) => id);
  const plan = (rows: Parameters<typeof toCsv>[0], options: PlanOptions = {}) =>
    here.plan(toCsv(rows), { ...options, choices: { ...strict, ...options.choices } });
  return { here, acme, ana, bo, cy, plan };
}

test('two updates to the same email are held back, and name each other', async () => {
  const { here, ana, bo, plan } = await office();
  const planned = await plan([
    { contact_id: ana, email: 'same@x.example' },
    { contact_id: bo, email: 'Same@x.example' },
  ]);
  expect(planned.plan).toMatchObject({ updated: 0, leftOut: 2, choiceCounts: { otherPeople: 2 } });
  expect(isPlain(planned.plan)).toBe(false);
  expect(planned.plan.problems).toEqual([
    { line: 2, text: `would have the same email as line 3, Bo · ${bo}` },
    { line: 3, text: `would have the same email as line 2, Ana · ${ana}` },
  ]);
  const written = await here.choose(planned, { otherPeople: 'write' });
  expect(written.plan).toMatchObject({ updated: 2, leftOut: 0, choiceCounts: { otherPeople: 2 } });
  const redacted = await plan(
    [
      { contact_id: ana, email: 'same@x.example' },
      { contact_id: bo, email: 'same@x.example' },
    ],
    { redacted: true },
  );
  expect(redacted.plan.problems[0]?.text).toBe(`would have the same email as line 3, contact_id ${bo}`);
});

test('two updates to the same name and phone are, too', async () => {
  const { ana, bo, plan } = await office();
  const planned = await plan([
    { contact_id: ana, name: 'Di', phone: '555 0109', mobile: '' },
    { contact_id: bo, name: 'di', phone: '1', mobile: '5550109' },
  ]);
  expect(planned.plan).toMatchObject({ updated: 0, leftOut: 2, choiceCounts: { otherPeople: 2 } });
  expect(planned.plan.problems[0]?.text).toBe(`would have the same name and phone as line 3, Bo · ${bo}`);
});

test.each([
  ['name', { name: 'bo', phone: '5550102' }],
  ['phone as a mobile', { name: 'Bo', mobile: '(555) 0102' }],
])('an update to the name and phone of another end user is held back: %s', async (_, cells) => {
  const { ana, bo, plan } = await office();
  const planned = await plan([{ contact_id: ana, ...cells }]);
  expect(planned.plan.problems).toEqual([
    { line: 2, text: `has the name and phone of another end user of the organization, Bo · ${bo}` },
  ]);
});

test.each([
  ['the name alone', { name: 'Bo' }],
  ['the phone alone', { phone: '555 0102' }],
])('an update to %s of another end user is an edit', async (_, cells) => {
  const { ana, plan } = await office();
  expect((await plan([{ contact_id: ana, ...cells }])).plan).toMatchObject({ updated: 1, leftOut: 0 });
});

test('an email that its end user gives up is nobody else’s', async () => {
  const { ana, bo, plan } = await office();
  const moved = await plan([
    { contact_id: ana, email: 'ana@new.example' },
    { contact_id: bo, email: 'ana@x.example' },
  ]);
  expect(moved.plan).toMatchObject({ updated: 2, leftOut: 0, choiceCounts: { otherPeople: 0 } });
  const swapped = await plan([
    { contact_id: ana, email: 'bo@x.example' },
    { contact_id: bo, email: 'ana@x.example' },
  ]);
  expect(swapped.plan).toMatchObject({ updated: 2, leftOut: 0, choiceCounts: { otherPeople: 0 } });
});

test('an email that its end user keeps, because their row is held back, holds back those who would get it', async () => {
  const { ana, bo, cy, plan } = await office();
  const planned = await plan([
    { contact_id: ana, name: 'Ana', email: 'bo@x.example' },
    { contact_id: bo, name: 'Bo', email: 'cy@x.example' },
    { contact_id: cy, name: 'Zoe', email: 'zoe@other.example' },
  ]);
  expect(planned.plan).toMatchObject({ updated: 0, leftOut: 3, choiceCounts: { otherPeople: 3 } });
  expect(planned.plan.problems.map(({ text }) => text)).toEqual([
    `has the email of another end user of the organization, Bo · ${bo}`,
    `has the email of another end user of the organization, Cy · ${cy}`,
    expect.stringContaining('into Zoe'),
  ]);
});

test('what a member leaves out stays where it is', async () => {
  const { here, ana, bo, plan } = await office();
  const moved = await plan([
    { contact_id: ana, email: 'ana@new.example' },
    { contact_id: bo, email: 'ana@x.example' },
  ]);
  const { plan: left } = await here.leaveOut(moved, { endUsers: [ana] });
  expect(left).toMatchObject({ updated: 0, choiceCounts: { otherPeople: 1 } });
});

test('thousands who would get the same email, or each the next one’s, are told apart in time', async () => {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const count = 5000;
  const people = Array.from({ length: count }, (_, i) => ({ name: `N ${i}`, email: `n${i}@x.example` }));
  await here.import(toCsv(people.map((person) => ({ customer_id: acme, ...person }))));
  const ids = (await here.endUsers()).map(({ id }) => id);
  const start = Date.now();
  const same = ids.map((contact_id) => ({ contact_id, email: 'same@x.example' }));
  expect((await here.plan(toCsv(same), { choices: strict })).plan).toMatchObject({ leftOut: count });
  const next = ids.slice(0, -1).map((contact_id, i) => ({ contact_id, email: `n${i + 1}@x.example` }));
  expect((await here.plan(toCsv(next), { choices: strict })).plan).toMatchObject({ leftOut: count - 1 });
  expect(Date.now() - start).toBeLessThan(20_000);
});

test('a new row with the email that another row gives to an end user is a duplicate candidate', async () => {
  const { here, acme, ana, plan } = await office();
  const planned = await plan([
    { contact_id: ana, customer_id: acme, name: 'Ana', email: 'new@x.example' },
    { contact_id: '', customer_id: acme, name: 'Anna', email: 'NEW@x.example' },
  ]);
  expect(planned.plan).toMatchObject({ created: 0, updated: 1, leftOut: 1, choiceCounts: { lookAlikes: 1 } });
  expect(planned.plan.problems).toEqual([
    { line: 3, text: `Anna looks like line 2, Ana · ${ana} (same email)` },
  ]);
  expect(planned.plan.lookAlikes).toEqual(planned.plan.problems);
  const updating = await here.choose(planned, { lookAlikes: 'update' });
  expect(updating.plan).toMatchObject({ created: 0, leftOut: 1, choiceCounts: { lookAlikes: 1 } });
  const creating = await here.choose(planned, { lookAlikes: 'create' });
  expect(creating.plan).toMatchObject({
    created: 1,
    updated: 1,
    leftOut: 0,
    choiceCounts: { lookAlikes: 1 },
  });
  await here.apply(creating);
});

test('so is one with the name and phone', async () => {
  const { acme, ana, plan } = await office();
  const { plan: planned } = await plan([
    { contact_id: ana, customer_id: acme, name: 'Di', phone: '555 0109', email: 'ana@x.example' },
    { contact_id: '', customer_id: acme, name: 'DI', phone: '5550109', email: 'di@x.example' },
  ]);
  expect(planned.problems).toEqual([
    { line: 3, text: `DI looks like line 2, Ana · ${ana} (same name and phone)` },
  ]);
});

test('a new row with an email that an end user gives up in the same file looks like nobody', async () => {
  const { here, acme, ana, plan } = await office();
  const rows = [
    { contact_id: ana, customer_id: acme, name: 'Ana', email: 'ana@new.example' },
    { contact_id: '', customer_id: acme, name: 'Eve', email: 'ana@x.example' },
  ];
  for (const lookAlikes of ['leave out', 'update', 'create'] as const) {
    const { plan: planned } = await plan(rows, { choices: { lookAlikes } });
    expect(planned).toMatchObject({ created: 1, updated: 1, leftOut: 0, choiceCounts: { lookAlikes: 0 } });
  }
  const left = await here.leaveOut(await plan(rows), { endUsers: [ana] });
  expect(left.plan).toMatchObject({ created: 0, updated: 0, choiceCounts: { lookAlikes: 1 } });
  expect(left.plan.problems).toEqual([{ line: 3, text: `Eve looks like Ana · ${ana} (same email)` }]);
});

test('an email that its end user keeps, whatever their row says, still counts', async () => {
  const { here, acme, ana, plan } = await office();
  const base = await here.export(acme);
  await here.import(toCsv([{ contact_id: ana, email: 'now@x.example' }]));
  const rows = [
    { contact_id: ana, customer_id: acme, name: 'Ana', email: 'ana@new.example' },
    { contact_id: '', customer_id: acme, name: 'Eve', email: 'now@x.example' },
  ];
  const conflicting = await plan(rows, { base });
  expect(conflicting.plan).toMatchObject({
    created: 0,
    updated: 0,
    choiceCounts: { conflicts: 1, lookAlikes: 1 },
  });
  expect((await here.choose(conflicting, { conflicts: 'use file' })).plan).toMatchObject({
    created: 1,
    updated: 1,
    choiceCounts: { lookAlikes: 0 },
  });
  const wrong = [{ ...rows[0]!, customer_id: 99 }, rows[1]!];
  expect((await plan(wrong)).plan).toMatchObject({ created: 0, leftOut: 2, choiceCounts: { lookAlikes: 1 } });
});
