// Rows without a contact_id mean the end user with the same email or vendor_id, where a member or a setting says so.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function office() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const beta = await here.organization('Beta');
  await here.import(
    toCsv([
      { customer_id: acme, name: 'Ana Núñez', email: 'ana@x.example', vendor_id: 7 },
      { customer_id: acme, name: 'Bo Li', email: 'bo@x.example', vendor_id: 8 },
      { customer_id: beta, name: 'Cy Roe', email: 'cy@x.example', vendor_id: 8 },
    ]),
  );
  const titles = async () => (await here.endUsers()).map(({ name, title }) => [name, title]);
  return { here, acme, beta, titles };
}

test('a row with the email of one end user updates them, whatever the case of the email', async () => {
  const { here, acme, titles } = await office();
  const planned = await here.plan('email,title\n ANA@X.example,CTO\nnew@x.example,CEO\n', {
    organizationId: acme,
    matchBy: 'email',
  });
  expect(planned.plan).toMatchObject({
    created: 1,
    updated: 1,
    instructions: { matched: { by: 'email', rows: 1, of: 2 } },
  });
  await here.apply(planned);
  expect(await titles()).toContainEqual(['Ana Núñez', 'CTO']);
  expect((await here.endUsers())[0]!.email).toBe('ana@x.example');
});

test('without an organization, the match tells where a row belongs', async () => {
  const { here, titles } = await office();
  const planned = await here.plan('email,title\ncy@x.example,CTO\n', { matchBy: 'email' });
  expect(planned.plan).toMatchObject({ updated: 1, leftOut: 0 });
  await here.apply(planned);
  expect(await titles()).toContainEqual(['Cy Roe', 'CTO']);
});

test('an end user of another organization than that of the row is not meant', async () => {
  const { here, acme } = await office();
  const { plan } = await here.plan('name,email\nCy Roe,cy@x.example\n', {
    organizationId: acme,
    matchBy: 'email',
  });
  expect(plan).toMatchObject({ updated: 0, created: 1 });
  expect(plan.warnings).toMatchObject([{ kind: 'same-email-elsewhere' }]);
});

test('vendor_id: one match in the organization updates, several are asked about', async () => {
  const { here, acme } = await office();
  const file = 'vendor_id,title\n8,CTO\n';
  expect((await here.plan(file, { organizationId: acme, matchBy: 'vendor_id' })).plan).toMatchObject({
    updated: 1,
  });
  const { plan } = await here.plan(`name,${file.replace('8,', 'Bo,8,')}`, {
    matchBy: 'vendor_id',
    choices: { lookAlikes: 'leave out' },
  });
  expect(plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { lookAlikes: 1 } });
  expect(plan.lookAlikes![0]!.text).toMatch(/^Bo looks like Bo Li · \d+ \(same vendor_id\)$/);
});

test('several end users with the email: the row means none of them', async () => {
  const { here, acme } = await office();
  await here.import(toCsv([{ customer_id: acme, name: 'Ann', email: 'ana@x.example' }]));
  const { plan } = await here.plan('email,title\nana@x.example,CTO\n', {
    organizationId: acme,
    matchBy: 'email',
    choices: { lookAlikes: 'leave out' },
  });
  expect(plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { lookAlikes: 1 } });
});

test('two rows with the same email and different values are problems that name each other', async () => {
  const { here, acme } = await office();
  const { plan } = await here.plan('email,title\nbo@x.example,A\nbo@x.example,B\n', {
    organizationId: acme,
    matchBy: 'email',
  });
  expect(plan).toMatchObject({ leftOut: 2 });
  expect(plan.problems[0]!.text).toContain('the same end user is on lines 2, 3');
});

test('an archived end user is met only where no other one is, and only with a choice', async () => {
  const { here, acme } = await office();
  const [ana] = await here.endUsers();
  await here.import(`contact_id,action\n${ana!.id},archive\n`);
  const options = { organizationId: acme, matchBy: 'email' } as const;
  const { plan } = await here.plan('email,title\nana@x.example,CTO\n', options);
  expect(plan).toMatchObject({ leftOut: 1, choiceCounts: { archived: 1 } });
  await here.import(toCsv([{ customer_id: acme, name: 'Ana II', email: 'ana@x.example' }]));
  expect((await here.plan('email,title\nana@x.example,CTO\n', options)).plan).toMatchObject({ updated: 1 });
});

test('a row with a contact_id means whom it names', async () => {
  const { here } = await office();
  const [ana] = await here.endUsers();
  const planned = await here.plan(`contact_id,email\n${ana!.id},new@x.example\n,bo@x.example\n`, {
    matchBy: 'email',
  });
  expect(planned.plan).toMatchObject({ updated: 1, unchanged: 1 });
  await here.apply(planned);
  expect((await here.endUsers())[0]).toMatchObject({ name: 'Ana Núñez', email: 'new@x.example' });
});

test('a matched row is undone like any other', async () => {
  const { here, acme, titles } = await office();
  const before = await titles();
  const planned = await here.plan('email,title\nana@x.example,CTO\n', {
    organizationId: acme,
    matchBy: 'email',
  });
  await here.undo((await here.apply(planned))!);
  expect(await titles()).toEqual(before);
});
