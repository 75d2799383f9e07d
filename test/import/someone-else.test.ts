// Rows whose id names another person than the row is about: asked about, and left out by default.
import { expect, test } from 'vitest';
import { isPlain } from '../../src/usecases/import/auto-apply.ts';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace, type PlanOptions } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

const people = [
  { name: 'Ana Núñez', email: 'ana@x.example', title: 'Engineer', phone: '555 0101' },
  { name: 'Bo Li', email: 'bo@x.example', title: 'CTO', phone: '555 0102' },
  { name: 'Cy Young', email: 'cy@x.example', title: 'Owner', phone: '555 0103' },
  { name: 'Di Prince', email: 'di@x.example', title: 'Clerk', phone: '555 0104' },
];

async function office() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(toCsv(people.map((person) => ({ customer_id: acme, ...person }))));
  const ids = (await here.endUsers()).map(({ id }) => id);
  const plan = (csv: string, options: PlanOptions = {}) =>
    here.plan(csv, { ...options, choices: { otherPeople: 'leave out' } });
  const one = (cells: Readonly<Record<string, string>>) => plan(toCsv([{ contact_id: ids[0], ...cells }]));
  return { here, acme, ids, plan, one };
}

test('another name and another email are someone else, until a member says otherwise', async () => {
  const { here, ids, one } = await office();
  const planned = await one({ name: 'Zoe Weiß', email: 'zoe@other.example', title: 'Boss' });
  expect(planned.plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { otherPeople: 1 } });
  expect(planned.plan.problems).toEqual([
    { line: 2, text: `would turn Ana Núñez · ${ids[0]} into Zoe Weiß: the name and the email both differ` },
  ]);
  expect(isPlain(planned.plan)).toBe(false);
  const written = await here.choose(planned, { otherPeople: 'write' });
  expect(written.plan).toMatchObject({ updated: 1, cells: 3, leftOut: 0, choiceCounts: { otherPeople: 1 } });
  expect(written.plan.otherPeople).toMatchObject([{ line: 2, text: expect.stringContaining('Zoe Weiß') }]);
  await here.apply(written);
  expect((await here.endUsers())[0]).toMatchObject({ name: 'Zoe Weiß', title: 'Boss' });
});

test.each([
  ['a new address of the same person', { name: 'Ana Núñez', email: 'ana@new.example' }],
  ['a new name with the same address', { name: 'Ana Gómez', email: 'ANA@x.example' }],
  ['a longer name', { name: 'Ana María Núñez', email: 'ana@new.example' }],
  ['a part of the name', { name: 'Núñez', email: 'ana@new.example' }],
  ['the same name in another order and without accents', { name: 'NUNEZ, Ana', email: 'a@new.example' }],
  ['a name alone', { name: 'Anne Gómez' }],
])('%s is an edit', async (_, cells) => {
  const { one } = await office();
  expect((await one(cells)).plan).toMatchObject({ updated: 1, choiceCounts: { otherPeople: 0 } });
});

const janitor = { email: 'zed@y.example', title: 'Janitor' };

test.each([
  [
    'half of another name',
    (id: string) => `contact_id,first name,last name,email,title\n${id},Zed,,zed@y.example,Janitor\n`,
  ],
  ['another name that is garbled', (id: string) => toCsv([{ contact_id: id, name: 'ZoÃ« Two', ...janitor }])],
])('%s and another email are someone else, though the name is not written', async (_, csvOf) => {
  const { here, ids, plan } = await office();
  const planned = await plan(csvOf(String(ids[0])));
  expect(planned.plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { otherPeople: 1 } });
  expect(planned.plan.problems[0]?.text).toMatch(
    /^is about Z.+, not Ana Núñez · \d+: the name and the email both differ$/,
  );
  await here.apply(planned);
  expect((await here.endUsers())[0]).toMatchObject({ email: 'ana@x.example', title: 'Engineer' });
});

test('another name and another email are someone else where one is kept as a conflict or as an older value', async () => {
  const { here, ids, one, plan } = await office();
  const base = await here.export();
  const [ana] = ids;
  await here.import(toCsv([{ contact_id: ana, name: 'Ana Gómez' }]), {}, 'U2');
  const csv = edited(base.csv, ({ contact_id: id }) =>
    id === String(ana) ? { name: 'Zed Two', ...janitor } : {},
  );
  const conflict = await plan(csv, { base });
  expect(conflict.plan).toMatchObject({ updated: 0, choiceCounts: { conflicts: 0, otherPeople: 1 } });
  await here.import(toCsv([{ contact_id: ana, name: 'Zed Two' }]));
  await here.import(toCsv([{ contact_id: ana, name: 'Ana Núñez' }]));
  const older = await here.choose(await one({ name: 'Zed Two', ...janitor }), { olderValues: 'keep' });
  expect(older.plan).toMatchObject({ updated: 0, choiceCounts: { otherPeople: 1 } });
});

test('the email of another end user is someone else where it is kept as a conflict', async () => {
  const { here, ids, plan } = await office();
  const base = await here.export();
  await here.import(toCsv([{ contact_id: ids[0], email: 'ana@new.example' }]), {}, 'U2');
  const csv = edited(base.csv, ({ contact_id: id }) =>
    id === String(ids[0]) ? { email: 'bo@x.example', title: 'CTO' } : {},
  );
  expect((await plan(csv, { base })).plan).toMatchObject({ updated: 0, choiceCounts: { otherPeople: 1 } });
});

test.each([
  ['a blank name', 'first name,last name,email,title', ',,ana@new.example,CTO'],
  ['a part of the name', 'first name,last name,email,title', 'Ana,,ana@new.example,CTO'],
  ['no value as a name', 'name,email,title', 'NULL,ana@new.example,CTO'],
  ['letters lost from the name', 'name,email,title', 'Ana N??ez,ana@new.example,CTO'],
  ['a name with entities', 'name,email,title', 'Ana N&uacute;&ntilde;ez,ana@new.example,CTO'],
])('%s and another email are an edit', async (_, header, row) => {
  const { ids, plan } = await office();
  const planned = await plan(`contact_id,${header}\n${ids[0]},${row}\n`);
  expect(planned.plan).toMatchObject({ updated: 1, choiceCounts: { otherPeople: 0 } });
});

test.each([
  ['neither', {}],
  ['only the email', { email: 'ana@new.example' }],
  ['only a part of the name', { name: 'Ana María Núñez', email: 'ana@new.example' }],
])(
  'someone else has renamed an end user since the export: who changed %s means the same end user',
  async (_, cells) => {
    const { here, ids, plan } = await office();
    const base = await here.export();
    await here.import(toCsv([{ contact_id: ids[0], name: 'Anne Gómez', email: 'anne@x.example' }]), {}, 'U2');
    const csv = edited(base.csv, ({ contact_id: id }) =>
      id === String(ids[0]) ? { title: 'CTO', ...cells } : {},
    );
    const planned = await plan(csv, { base });
    expect(planned.plan).toMatchObject({ updated: 1, choiceCounts: { otherPeople: 0 } });
  },
);

test('without the export, the history tells the former name and email of an end user', async () => {
  const { here, ids, one } = await office();
  await here.import(toCsv([{ contact_id: ids[0], name: 'Anne Gómez', email: 'anne@x.example' }]), {}, 'U2');
  const former = await one({ name: 'Ana Núñez', email: 'ana@x.example', title: 'CTO' });
  const kept = await here.choose(former, { olderValues: 'keep' });
  expect(kept.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { otherPeople: 0, olderValues: 2 } });
});

test('ids of another product update nobody', async () => {
  const { ids, plan } = await office();
  const foreign = ids.map((contact_id, i) => ({
    contact_id,
    name: `Someone ${i}`,
    email: `s${i}@y.example`,
  }));
  expect((await plan(toCsv(foreign))).plan).toMatchObject({ updated: 0, leftOut: 4 });
});

test('an update to the email of another end user of the organization names both', async () => {
  const { ids, one, here } = await office();
  const planned = await one({ email: 'BO@x.example' });
  expect(planned.plan.problems).toEqual([
    { line: 2, text: `has the email of another end user of the organization, Bo Li · ${ids[1]}` },
  ]);
  const redacted = await here.plan(toCsv([{ contact_id: ids[0], email: 'bo@x.example' }]), {
    redacted: true,
    choices: { otherPeople: 'leave out' },
  });
  expect(redacted.plan.problems[0]?.text).toBe(
    `has the email of another end user of the organization, contact_id ${ids[1]}`,
  );
});

test('the same email in another organization is no such case', async () => {
  const { here, one } = await office();
  const beta = await here.organization('Beta');
  await here.import(toCsv([{ customer_id: beta, name: 'Eve', email: 'eve@x.example' }]));
  expect((await one({ email: 'eve@x.example' })).plan).toMatchObject({ updated: 1 });
});

test.each(['name', 'title', 'email', 'phone'])(
  'a column %s that was sorted alone is named',
  async (column) => {
    const { here, plan } = await office();
    const base = await here.export();
    const values = people.map((person) => person[column as keyof (typeof people)[number]]);
    const shifted = [...values.slice(1), values[0]!];
    let at = 0;
    const planned = await plan(
      edited(base.csv, () => ({ [column]: shifted[at++]! })),
      { base },
    );
    expect(planned.plan).toMatchObject({ updated: 0, leftOut: 4, choiceCounts: { otherPeople: 4 } });
    if (column !== 'email')
      expect(planned.plan.problems[0]?.text).toContain(`the column ${column} is shifted against the others`);
  },
);

test('two people who swap a phone, or many who get the same title, are edits', async () => {
  const { ids, plan } = await office();
  const swap = toCsv([
    { contact_id: ids[0], phone: '555 0102' },
    { contact_id: ids[1], phone: '555 0101' },
  ]);
  expect((await plan(swap)).plan).toMatchObject({ updated: 2 });
  const same = toCsv(ids.map((contact_id) => ({ contact_id, title: 'CTO' })));
  expect((await plan(same)).plan).toMatchObject({ updated: 3, choiceCounts: { otherPeople: 0 } });
});
