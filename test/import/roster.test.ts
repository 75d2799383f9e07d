// A roster is the complete list of an organization's end users: who joined, who changed, and who is not in it.
import { describe, expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace, type PlanOptions } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function office(count = 4) {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const beta = await here.organization('Beta');
  const people = Array.from({ length: count }, (_, i) => ({
    customer_id: acme,
    name: `Person ${i}`,
    email: `p${i}@acme.example`,
  }));
  await here.import(toCsv([...people, { customer_id: beta, name: 'Cy Roe', email: 'cy@beta.example' }]));
  const archived = async () =>
    (await here.endUsers()).filter((endUser) => endUser.archived).map(({ name }) => name);
  const roster: PlanOptions = {
    organizationId: acme,
    namedOrganizationId: acme,
    matchBy: 'email',
    instructions: { roster: true },
    choices: { lookAlikes: 'leave out' },
  };
  return { here, acme, beta, archived, roster };
}

test('joined, changed, and not in the file: nobody is archived unless a member says so', async () => {
  const { here, archived, roster } = await office();
  const file =
    'name,email,title\nPerson 0,p0@acme.example,CTO\nPerson 1,P1@acme.example,\nNew,new@acme.example,\n';
  const planned = await here.plan(file, roster);
  expect(planned.plan).toMatchObject({
    created: 1,
    updated: 1,
    unchanged: 1,
    choiceCounts: { leavers: 2 },
    leavers: { count: 2, first: [{ endUser: 'Person 2', organization: 'Acme' }, { endUser: 'Person 3' }] },
  });
  await here.apply(planned);
  expect(await archived()).toEqual([]);
});

test('archived leavers are changes like any other: counted, shown, in all cells, undone, and redone', async () => {
  const { here, archived, roster } = await office();
  const file = 'name,email\nPerson 0,p0@acme.example\nPerson 1,p1@acme.example\n';
  const planned = await here.choose(await here.plan(file, roster), { leavers: 'archive' });
  expect(planned.plan).toMatchObject({
    updated: 2,
    turned: { archived: 2, restored: 0, alone: 2 },
    organizations: [{ name: 'Acme', updated: 2 }],
    changes: [
      { endUser: 'Person 2', field: 'archived', now: 'false', willBe: 'true' },
      { endUser: 'Person 3', field: 'archived', now: 'false', willBe: 'true' },
    ],
  });
  expect((await here.allCells(planned)).split('\r\n').slice(0, 3)).toEqual([
    'line,contact_id,name,field,now,will be,why',
    expect.stringMatching(/^,\d+,Person 2,archived,false,true,$/),
    expect.stringMatching(/^,\d+,Person 3,archived,false,true,$/),
  ]);
  const applied = (await here.apply(planned))!;
  expect(await archived()).toEqual(['Person 2', 'Person 3']);
  expect(await here.allCells(applied)).toContain('Person 3,archived,false,true');
  const undone = await here.undo(applied);
  expect(await archived()).toEqual([]);
  await here.undo({ ...applied, operationId: undone.operationId! });
  expect(await archived()).toEqual(['Person 2', 'Person 3']);
});

test('others are not touched: of another organization, archived, or without a row in the file', async () => {
  const { here, roster, archived } = await office();
  const [first] = await here.endUsers();
  await here.import(`contact_id,action\n${first!.id},archive\n`);
  const planned = await here.choose(await here.plan('name,email\nPerson 1,p1@acme.example\n', roster), {
    leavers: 'archive',
  });
  expect(planned.plan.leavers!.first.map(({ endUser }) => endUser)).toEqual(['Person 2', 'Person 3']);
  await here.apply(planned);
  expect(await archived()).toEqual(['Person 0', 'Person 2', 'Person 3']);
});

test('a file with contact_ids is a roster by these', async () => {
  const { here, roster } = await office();
  const [, one] = await here.endUsers();
  const { plan } = await here.plan(`contact_id,name\n${one!.id},Person One\n`, roster);
  expect(plan).toMatchObject({ updated: 1, leavers: { count: 3 } });
});

test.each([
  ['a bad cell', 'name,email,vendor_id\nPerson 1,p1@acme.example,x\nPerson 2,p2@acme.example,\n'],
  [
    'twice, with different values',
    'name,email,title\nA,p1@acme.example,A\nB,p1@acme.example,B\nC,p2@acme.example,\n',
  ],
])('whoever is in a row that is left out is not missing: %s', async (_, file) => {
  const { here, roster } = await office(3);
  const { plan } = await here.plan(file, roster);
  expect(plan.leavers!.first.map(({ endUser }) => endUser)).toEqual(['Person 0']);
});

test('whoever shares an email, or has the name of somebody new, is not missing', async () => {
  const { here, acme, roster } = await office(2);
  await here.import(toCsv([{ customer_id: acme, name: 'Twin', email: 'p0@acme.example' }]));
  const file = 'name,email\nSomeone,p0@acme.example\nPerson 1,married@acme.example\n';
  const { plan } = await here.plan(file, roster);
  expect(plan).toMatchObject({ created: 0, leftOut: 2, choiceCounts: { lookAlikes: 2, leavers: 0 } });
});

test.each([
  ['an unreadable email', 'name,email\nPerson 1,p1@\nPerson 2,p2@acme.example\n'],
  ['a total', 'name,email,title\nPerson 2,p2@acme.example,CTO\nPerson 0,p0@acme.example,CEO\nPerson 1,,\n'],
])('nobody is missing who has the name of a row that is left out: %s', async (_, file) => {
  const { here, roster } = await office(3);
  const { plan } = await here.plan(file, roster);
  expect(plan.leavers?.first.map(({ endUser }) => endUser) ?? []).not.toContain('Person 1');
});

test('a roster of one organization is about nobody of another, wherever its rows belong', async () => {
  const { here, roster } = await office(2);
  const file = 'company,name,email\nAcme,Person 0,p0@acme.example\nBeta,Guest,guest@beta.example\n';
  const { plan } = await here.plan(file, { ...roster, namesOrganizations: true });
  expect(plan.leavers?.first.map(({ endUser }) => endUser)).toEqual(['Person 1']);
});

test('whoever is archived and in the roster is asked about', async () => {
  const { here, roster } = await office(2);
  const [first] = await here.endUsers();
  await here.import(`contact_id,action\n${first!.id},archive\n`);
  const planned = await here.plan('name,email\nPerson 0,p0@acme.example\nPerson 1,p1@acme.example\n', roster);
  expect(planned.plan).toMatchObject({ unchanged: 1, leftOut: 1, choiceCounts: { archived: 1, leavers: 0 } });
  expect((await here.choose(planned, { archived: 'restore' })).plan.turned).toMatchObject({ restored: 1 });
});

test('of an organization whose rows are all left out, nobody is missing', async () => {
  const { here, roster } = await office();
  const { plan } = await here.plan('name,email\nX,nope\n', roster);
  expect(plan).toMatchObject({ leftOut: 1, choiceCounts: { leavers: 0 } });
});

test('several organizations by name, in one file', async () => {
  const { here, roster, beta, archived } = await office(2);
  await here.import(toCsv([{ customer_id: beta, name: 'Di', email: 'di@beta.example' }]));
  const file = 'company,name,email\nAcme,Person 0,p0@acme.example\nBeta,Di,di@beta.example\n';
  const { organizationId: _, namedOrganizationId: __, ...byName } = roster;
  const planned = await here.plan(file, { ...byName, namesOrganizations: true });
  expect(planned.plan.leavers).toMatchObject({
    count: 2,
    first: [
      { endUser: 'Person 1', organization: 'Acme' },
      { endUser: 'Cy Roe', organization: 'Beta' },
    ],
  });
  await here.apply(await here.choose(planned, { leavers: 'archive' }));
  expect((await archived()).sort()).toEqual(['Cy Roe', 'Person 1']);
});

test('a leaver can be left out of the plan, and so can whole organizations', async () => {
  const { here, acme, roster, archived } = await office();
  const people = await here.endUsers();
  const planned = await here.choose(await here.plan('name,email\nPerson 0,p0@acme.example\n', roster), {
    leavers: 'archive',
  });
  const without = await here.leaveOut(planned, { endUsers: [people[1]!.id] });
  expect(without.plan).toMatchObject({ updated: 2, leftOut: 1 });
  await here.apply(without);
  expect(await archived()).toEqual(['Person 2', 'Person 3']);
  const again = await here.choose(await here.plan('name,email\nPerson 0,p0@acme.example\n', roster), {
    leavers: 'archive',
  });
  expect((await here.leaveOut(again, { organizations: [acme] })).plan).toMatchObject({ updated: 0 });
});

test('somebody who joined after the plan makes it outdated', async () => {
  const { here, acme, roster } = await office();
  const planned = await here.choose(await here.plan('name,email\nPerson 0,p0@acme.example\n', roster), {
    leavers: 'archive',
  });
  await here.import(toCsv([{ customer_id: acme, name: 'Late', email: 'late@acme.example' }]));
  expect(await here.apply(planned)).toBeNull();
});

describe('archiving more than a tenth of an organization, and more than five', () => {
  test.each([
    [10, 5, false],
    [10, 6, true],
    [60, 6, false],
    [59, 6, true],
  ])('of %i end users, %i: asked once more: %s', async (all, leaving, isAsked) => {
    const { here, roster } = await office(all);
    const rows = Array.from({ length: all - leaving }, (_, i) => `Person ${i},p${i}@acme.example`);
    const planned = await here.choose(await here.plan(`name,email\n${rows.join('\n')}\n`, roster), {
      leavers: 'archive',
    });
    expect(planned.plan.leavers!.count).toBe(leaving);
    expect(planned.plan.manyArchived).toEqual(
      isAsked ? [{ organization: 'Acme', archived: leaving, of: all }] : undefined,
    );
  });

  test('also by the column `action`', async () => {
    const { here } = await office(10);
    const rows = (await here.endUsers()).slice(0, 7).map(({ id }) => `${id},archive`);
    expect((await here.plan(`contact_id,action\n${rows.join('\n')}\n`)).plan.manyArchived).toEqual([
      { organization: 'Acme', archived: 7, of: 10 },
    ]);
  });
});
