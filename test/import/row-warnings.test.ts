// Warnings without a choice: rows that leave nobody to tell, the same email elsewhere, organizations that contradict each
// other, and end users of an export who are not in the file.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function two() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const [acme, beta] = [await here.organization('Acme'), await here.organization('Beta')];
  await here.import(
    toCsv([
      { customer_id: acme, name: 'Ana', email: 'ana@x.example', phone: '1' },
      { customer_id: acme, name: 'Bo', email: 'bo@x.example', phone: '2' },
      { customer_id: beta, name: 'Cy', email: 'cy@x.example', phone: '3' },
    ]),
  );
  const ids = (await here.endUsers()).map(({ id }) => id);
  return { here, acme, beta, ids };
}

test('a row that is emptied of everything but its ids warns that nobody could be told by it', async () => {
  const { here, acme, ids } = await two();
  const base = await here.export(acme);
  const emptied = edited(base.csv, (row) =>
    row.contact_id === String(ids[0])
      ? Object.fromEntries(Object.keys(row).map((key) => [key, key.endsWith('_id') ? row[key] : '']))
      : {},
  );
  const { plan } = await here.plan(emptied, { base });
  expect(plan.warnings).toEqual([
    { kind: 'nameless', count: 1, first: [{ line: 2, text: `Ana · ${ids[0]}` }] },
  ]);
  expect((await here.plan(toCsv([{ contact_id: ids[0], name: 'Anna', email: '' }]))).plan.warnings).toEqual(
    [],
  );
});

test('the email of someone in another organization is reported, without a choice', async () => {
  const { here, acme, ids } = await two();
  const { plan } = await here.plan(toCsv([{ customer_id: acme, name: 'Cyrus', email: 'CY@x.example' }]));
  expect(plan).toMatchObject({ created: 1, choiceCounts: { lookAlikes: 0 } });
  expect(plan.warnings).toEqual([
    { kind: 'same-email-elsewhere', count: 1, first: [{ line: 2, text: `Cy · ${ids[2]}, Beta` }] },
  ]);
});

test('end users of the export who are not in the file are counted, and stay', async () => {
  const { here, acme, ids } = await two();
  const base = await here.export(acme);
  await here.import(toCsv([{ customer_id: acme, name: 'New', email: 'new@x.example' }]));
  const shortened = edited(base.csv, (row) => (row.contact_id === String(ids[0]) ? null : {}));
  const ofAcme = { base, baseOrganization: { id: acme, name: 'Acme' } };
  const planned = await here.plan(shortened, ofAcme);
  expect(planned.plan).toMatchObject({ missing: 1, unchanged: 1, updated: 0 });
  expect((await here.plan(base.csv, ofAcme)).plan.missing).toBe(0);
  expect((await here.plan(shortened)).plan.missing).toBe(0);
});

test('new rows of one export that go elsewhere are stated', async () => {
  const { here, acme, beta } = await two();
  const base = await here.export(acme);
  const added = edited(base.csv, () => ({}), [{ name: 'New', email: 'new@x.example' }]);
  const toBeta = {
    base,
    baseOrganization: { id: acme, name: 'Acme' },
    organizationId: beta,
    namedOrganizationId: beta,
  };
  expect((await here.plan(added, toBeta)).plan.warnings).toContainEqual({
    kind: 'base-organization',
    count: 1,
    organization: 'Beta',
    exported: 'Acme',
  });
});

test('new rows that go elsewhere than all other rows are of are stated, unless a member chose that in the menu', async () => {
  const { here, acme, beta } = await two();
  const base = await here.export(acme);
  const added = edited(base.csv, () => ({}), [{ name: 'New', email: 'new@x.example' }]);
  const kind = 'rows-organization';
  const plan = async (csv: string, options: Parameters<typeof here.plan>[1]) =>
    (await here.plan(csv, options)).plan.warnings;
  expect(await plan(added, { organizationId: beta })).toContainEqual({
    kind,
    count: 1,
    organization: 'Beta',
    others: 'Acme',
  });
  for (const options of [{ organizationId: acme }, { organizationId: beta, isOrganizationChosen: true }])
    expect(await plan(added, options)).not.toContainEqual(expect.objectContaining({ kind }));
  const onlyNew = toCsv([{ name: 'New', email: 'new@x.example' }]);
  expect(await plan(onlyNew, { organizationId: beta })).toEqual([]);
});

test('a row whose ids say another organization than its name of one is stated', async () => {
  const { here, acme, ids } = await two();
  const rows = [
    { customer_id: acme, organization: 'beta', name: 'New', email: 'new@x.example' },
    { contact_id: ids[0], organization: 'Beta', name: 'Ana', title: 'CTO' },
    { contact_id: ids[1], organization: 'Acme', name: 'Bo', title: 'CEO' },
  ];
  const planned = await here.plan(toCsv(rows as never), { namesOrganizations: true });
  expect(planned.plan.warnings).toContainEqual({
    kind: 'two-organizations',
    count: 2,
    first: [
      { line: 2, text: 'beta' },
      { line: 3, text: 'Beta' },
    ],
  });
});
