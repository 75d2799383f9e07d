// What a plan says each row would do, and that applying it does just that.
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

test('creates a row without contact_id and updates one with, cell by cell', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const first = await here.plan(`customer_id,name,title,zip\n${acme},Ana,Engineer,02134\n${acme},Bo,,\n`);
  expect(first.plan).toMatchObject(counts(2, 0, 0, 0, 0));
  expect(first.plan.newEndUsers).toEqual([
    { line: 2, name: 'Ana', email: null, organization: 'Acme' },
    { line: 3, name: 'Bo', email: null, organization: 'Acme' },
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

test('leaves out rows with a reason that names what is wrong', async () => {
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
      ',,New,',
      `${acme},,,`,
      `${acme},999999,Who,`,
      `${beta},${ana?.id},Ana,`,
    ].join('\n'),
  );
  expect(plan).toMatchObject(counts(0, 0, 0, 0, 6));
  expect(plan.problems).toEqual([
    { line: 2, text: 'e-mail "nope" is no address' },
    { line: 3, text: 'organization 999999 does not exist' },
    { line: 4, text: 'customer_id is empty, and it is not clear which organization is meant' },
    { line: 5, text: 'nothing but ids is filled in' },
    { line: 6, text: 'contact_id 999999 is not known here' },
    {
      line: 7,
      text: `contact_id ${ana?.id} belongs to organization ${acme}, not to ${beta} (an import moves nobody)`,
    },
  ]);
});

test('names a problem of each kind among the first ones, however many there are of one kind', async () => {
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
    { line: 2, text: 'organization 999000 does not exist' },
    { line: 42, text: 'e-mail "nope" is no address' },
    { line: 3, text: 'organization 999001 does not exist' },
  ]);
});

test('takes the organization that the share names for new rows without one', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const planned = await here.plan('name\nAna\n', { organizationId: acme });
  expect(planned.plan).toMatchObject(counts(1, 0, 0, 0, 0));
  await here.apply(planned);
  expect(await here.endUsers()).toMatchObject([{ name: 'Ana', organizationId: acme }]);
});

test('leaves out all rows of one end user that differ, and counts equal ones once', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name\n${acme},Ana\n${acme},Bo\n`));
  const [ana, bo] = await here.endUsers();
  const { plan } = await here.plan(
    `contact_id,title\n${ana?.id},CTO\n${bo?.id},CFO\n${ana?.id},CEO\n${bo?.id},CFO\n`,
  );
  expect(plan).toMatchObject(counts(0, 1, 1, 1, 2));
  expect(plan.problems).toEqual([
    { line: 2, text: 'the same end user is on lines 2, 4 with different values' },
    { line: 4, text: 'the same end user is on lines 2, 4 with different values' },
  ]);
});

test('an empty cell and a missing column keep what is here', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name,notes,vendor_id\n${acme},Ana,Likes tea,12\n`));
  const [ana] = await here.endUsers();
  const { plan } = await here.plan(`contact_id,notes\n${ana?.id},\n`);
  expect(plan).toMatchObject(counts(0, 0, 0, 1, 0));
});

test('compares booleans, integers and custom fields by value', async () => {
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

test('warns of new rows that have the e-mail of somebody in the same organization', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const beta = await here.organization('Beta');
  await here.apply(await here.plan(`customer_id,email\n${acme},ana@acme.example\n`));
  const { plan } = await here.plan(`customer_id,email\n${acme},Ana@Acme.example\n${beta},ana@acme.example\n`);
  expect(plan).toMatchObject({ ...counts(2, 0, 0, 0, 0), choiceCounts: { lookAlikes: 1 } });
});

test('applies nothing when an end user changed since the plan was made', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name,title\n${acme},Ana,Engineer\n`));
  const [ana] = await here.endUsers();
  const stale = await here.plan(`contact_id,title\n${ana?.id},CTO\n`);
  await here.apply(await here.plan(`contact_id,title\n${ana?.id},Boss\n`));
  expect(await here.apply(stale)).toBeNull();
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Boss' });
});

test('a change elsewhere does not stand in the way of a plan', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.apply(await here.plan(`customer_id,name,title\n${acme},Ana,Engineer\n`));
  const [ana] = await here.endUsers();
  const planned = await here.plan(`contact_id,title\n${ana?.id},CTO\n`);
  await here.apply(await here.plan(`contact_id,city\n${ana?.id},Boston\n`));
  expect((await here.apply(planned))?.counts).toEqual(counts(0, 1, 1, 0, 0));
  expect((await here.endUsers())[0]).toMatchObject({ title: 'CTO', city: 'Boston' });
});

test('a row of a problem file that is shared twice means the end user that it created', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const mended = `customer_id,name,import_ref\n${acme},Ana,184-7\n`;
  await here.apply(await here.plan(mended));
  const again = await here.plan(mended);
  expect(again.plan).toMatchObject(counts(0, 0, 0, 1, 0));
  expect((await here.apply(again))?.counts).toEqual(counts(0, 0, 0, 1, 0));
  expect(await here.endUsers()).toHaveLength(1);
});

test('another workspace sees nothing of this one, with the same ids in the file', async () => {
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
  expect(plan.problems).toEqual([{ line: 2, text: `contact_id ${ana?.id} is not known here` }]);
});

test('gives ids in the order of the lines', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  const rows = Array.from({ length: 5_000 }, (_, i) => `${acme},Person ${i}`);
  await here.apply(await here.plan(`customer_id,name\n${rows.join('\n')}\n`));
  const names = (await here.endUsers()).map(({ name }) => name);
  expect(names).toEqual(rows.map((_, i) => `Person ${i}`));
});
