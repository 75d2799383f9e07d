// Plans: what each row would do, and that applying the plan does exactly that.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;
const aWorkspace = () => createTestWorkspace(db, `T${++workspaces}`);
const counts = (created: number, updated: number, cells: number, unchanged: number, leftOut: number) => ({
  rows: created + updated + unchanged + leftOut,
  created,
  updated,
  cells,
  unchanged,
  leftOut,
});

test('a plan creates an end user for a row without contact_id and updates one for a row with, cell by cell', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const first = await here.plan(`customer_id,name,title,zip\n${acme},Ana,Engineer,02134\n${acme},Bo,,\n`);
  expect(first.plan).toMatchObject(counts(2, 0, 0, 0, 0));
  expect(first.plan.newEndUsers).toEqual([
    {
      line: 2,
      name: 'Ana',
      email: null,
      organization: 'Acme',
      cells: [
        { field: 'title', value: 'Engineer' },
        { field: 'zip', value: '02134' },
      ],
    },
    { line: 3, name: 'Bo', email: null, organization: 'Acme', cells: [] },
  ]);
  expect((await here.apply(first))?.counts).toEqual(counts(2, 0, 0, 0, 0));
  const [ana, bo] = await here.endUsers();
  expect(ana).toMatchObject({ name: 'Ana', title: 'Engineer', zip: '02134', organizationId: acme });

  const second = await here.plan(`contact_id,name,title\n${ana?.id},Ana,CTO\n${bo?.id},Bo,\n`);
  expect(second.plan).toMatchObject(counts(0, 1, 1, 1, 0));
  expect(second.plan.changes).toEqual([
    { endUserId: ana?.id, endUser: 'Ana', field: 'title', now: 'Engineer', willBe: 'CTO' },
  ]);
  expect((await here.apply(second))?.counts).toEqual(counts(0, 1, 1, 1, 0));
  expect((await here.endUsers())[0]).toMatchObject({ title: 'CTO', zip: '02134' });
});

test('a plan leaves out invalid rows with the reason', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const beta = await here.organization('Beta');
  const first = await here.plan(`customer_id,name\n${acme},Ana\n`);
  await here.apply(first);
  const [ana] = await here.endUsers();
  const { plan } = await here.plan(
    [
      'customer_id,contact_id,name,email',
      `${acme},,New,nope`,
      '999999,,New,',
      ',,New,new@x.example',
      `${acme},,,`,
      `${acme},999999,Who,`,
      `${beta},${ana?.id},Ana,`,
    ].join('\n'),
  );
  expect(plan).toMatchObject(counts(0, 0, 0, 0, 6));
  // Line 4 is asked about, not listed.
  expect(plan.organizationQuestion).toMatchObject({ rows: 1, chosen: null });
  expect(plan.problems).toEqual([
    { line: 2, text: 'email "nope" is not a valid address' },
    { line: 3, text: "organization 999999 doesn't exist" },
    { line: 5, text: 'only ids are filled in' },
    { line: 6, text: "contact_id 999999 doesn't exist in this workspace" },
    {
      line: 7,
      text: `contact_id ${ana?.id} belongs to organization ${acme}, not to ${beta}`,
    },
  ]);
});

test('a plan lists one problem of each kind first, however many there are of one kind', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const unknown = Array.from({ length: 40 }, (_, i) => `${999_000 + i},Ana,`);
  const { plan } = await here.plan(
    [
      'customer_id,name,email',
      ...unknown,
      `${acme},Bo,nope`,
      ...unknown,
      `${acme},Cy,"not ""this"" either"`,
    ].join('\n'),
  );
  expect(plan.leftOut).toBe(82);
  expect(plan.problems.slice(0, 3)).toEqual([
    { line: 2, text: "organization 999000 doesn't exist" },
    { line: 42, text: 'email "nope" is not a valid address' },
    { line: 3, text: "organization 999001 doesn't exist" },
  ]);
});

test('a plan uses the organization that the message names for new rows without one', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const planned = await here.plan('name\nAna\n', { organizationId: acme });
  expect(planned.plan).toMatchObject(counts(1, 0, 0, 0, 0));
  await here.apply(planned);
  expect(await here.endUsers()).toMatchObject([{ name: 'Ana', organizationId: acme }]);
});

test('a plan leaves out differing rows of the same end user, and counts equal rows once', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name\n${acme},Ana\n${acme},Bo\n`));
  const [ana, bo] = await here.endUsers();
  const { plan } = await here.plan(
    `contact_id,title\n${ana?.id},CTO\n${bo?.id},CFO\n${ana?.id},CEO\n${bo?.id},CFO\n`,
  );
  expect(plan).toMatchObject(counts(0, 1, 1, 1, 2));
  expect(plan.problems).toEqual([
    { line: 2, text: 'the same end user is on lines 2, 4 with different values: keep one of these lines' },
    { line: 4, text: 'the same end user is on lines 2, 4 with different values: keep one of these lines' },
  ]);
});

test('a plan keeps the current value for an empty cell and for a missing column', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name,notes,vendor_id\n${acme},Ana,Likes tea,12\n`));
  const [ana] = await here.endUsers();
  const { plan } = await here.plan(`contact_id,notes\n${ana?.id},\n`);
  expect(plan).toMatchObject(counts(0, 0, 0, 1, 0));
});

test('a plan compares booleans, integers, and custom fields by value', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const file = (id: string, flag: string, vendor: string, custom: string) =>
    `customer_id,contact_id,notification_billing,vendor_id,custom_fields\n${acme},${id},${flag},${vendor},"${custom}"\n`;
  await here.apply(await here.plan(file('', 'yes', '7', '{""a"":1,""b"":""2""}')));
  const [it] = await here.endUsers();
  expect(it).toMatchObject({ notification_billing: true, custom_fields: { a: 1, b: '2' } });
  const { plan } = await here.plan(file(String(it?.id), 'ON', '07', '{""b"": ""2"", ""a"": 1.0}'));
  expect(plan).toMatchObject(counts(0, 0, 0, 1, 0));
});

test('a plan counts new rows with the email of an existing end user in the same organization', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const beta = await here.organization('Beta');
  await here.apply(await here.plan(`customer_id,email\n${acme},ana@acme.example\n`));
  const { plan } = await here.plan(`customer_id,email\n${acme},Ana@Acme.example\n${beta},ana@acme.example\n`);
  expect(plan).toMatchObject({ ...counts(2, 0, 0, 0, 0), choiceCounts: { lookAlikes: 1 } });
});

test('a plan is not applied if an end user was changed since', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name,title\n${acme},Ana,Engineer\n`));
  const [ana] = await here.endUsers();
  const stale = await here.plan(`contact_id,title\n${ana?.id},CTO\n`);
  await here.apply(await here.plan(`contact_id,title\n${ana?.id},Boss\n`));
  expect(await here.apply(stale)).toBeNull();
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Boss' });
});

test('a plan is applied if only other cells were changed since', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name,title\n${acme},Ana,Engineer\n`));
  const [ana] = await here.endUsers();
  const planned = await here.plan(`contact_id,title\n${ana?.id},CTO\n`);
  await here.apply(await here.plan(`contact_id,city\n${ana?.id},Boston\n`));
  expect((await here.apply(planned))?.counts).toEqual(counts(0, 1, 1, 0, 0));
  expect((await here.endUsers())[0]).toMatchObject({ title: 'CTO', city: 'Boston' });
});

test('a row of a problem file that is shared twice means the same end user', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const fixed = `customer_id,name,import_ref\n${acme},Ana,184-7\n`;
  await here.apply(await here.plan(fixed));
  const again = await here.plan(fixed);
  expect(again.plan).toMatchObject(counts(0, 0, 0, 1, 0));
  expect((await here.apply(again))?.counts).toEqual(counts(0, 0, 0, 1, 0));
  expect(await here.endUsers()).toHaveLength(1);
});

test('a plan never reads end users of another workspace, even with their ids', async () => {
  const here = await aWorkspace();
  const there = await aWorkspace();
  const acme = await here.organization('Acme');
  const other = await there.organization('Acme');
  await here.apply(await here.plan(`customer_id,name,email\n${acme},Ana,ana@acme.example\n`));
  const [ana] = await here.endUsers();
  const { plan } = await there.plan(
    `customer_id,contact_id,name,email\n${acme},${ana?.id},Eve,\n${other},,Ana,ana@acme.example\n`,
  );
  expect(plan).toMatchObject({ ...counts(1, 0, 0, 0, 1), choiceCounts: { lookAlikes: 0 } });
  expect(plan.problems).toEqual([{ line: 2, text: `contact_id ${ana?.id} doesn't exist in this workspace` }]);
});

test('ids are issued in the order of the lines', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const rows = Array.from({ length: 5_000 }, (_, i) => `${acme},Person ${i}`);
  await here.apply(await here.plan(`customer_id,name\n${rows.join('\n')}\n`));
  const names = (await here.endUsers()).map(({ name }) => name);
  expect(names).toEqual(rows.map((_, i) => `Person ${i}`));
});

test('each new end user gets the next id, and none is left out between them', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name\n${acme},Ana\n${acme},Bo\n${acme},Cy\n`);
  await here.import(`customer_id,name,zip\n${acme},Di,\n${acme},Ed,#REF!\n`);
  const ids = (await here.endUsers()).map(({ id }) => id);
  expect(ids).toEqual(ids.map((_, i) => ids[0]! + i));
});
