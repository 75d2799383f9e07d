// Texts that are not values, in plans: the cells keep their current values, whether they had one or not, and are listed.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { readProblemRows } from '../../src/import/problems/problem-rows.ts';
import { matchColumns } from '../../src/import/read/match-columns.ts';
import { isPlain } from '../../src/usecases/import/auto-apply.ts';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function chloe() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme Ltd');
  const values = {
    name: 'Chloé Müller',
    phone: '+1 555 010 0199',
    mobile: '0475123456',
    extension: '12',
    zip: '02134',
    city: 'Köln',
    title: 'Head of IT',
  };
  await here.import(toCsv([{ customer_id: acme, ...values }]));
  const [{ id } = { id: 0 }] = await here.endUsers();
  return { here, acme, id, values };
}

async function problemsOf({ rules }: Planned, file: string) {
  return db.transaction(async (tx) => {
    const found: string[] = [];
    const header = matchColumns(
      { cells: file.slice(0, file.indexOf('\n')).split(','), line: 1, linesAbove: 0 },
      [],
    );
    for await (const batch of readProblemRows(tx, rules.importId, header)) {
      found.push(...batch.map(({ line, problem }) => `${line}: ${problem}`));
    }
    return found;
  });
}

test.each([
  ['contact_id,phone,mobile,zip,city\nID,#NAME?,########,#VALUE!,#REF!\n', 4],
  ['contact_id,phone,mobile,zip,title\nID,NULL,N/A,null,#N/A\n', 4],
  ['contact_id,name,city\nID,Chlo&eacute; M&uuml;ller,K&ouml;ln\n', 2],
  ['contact_id,name,city\nID,ChloÃ© MÃ¼ller,KÃ¶ln\n', 2],
  ['contact_id,name,city\nID,Chlo\ufffd M\ufffdller,K\ufffdln\n', 2],
  ['contact_id,vendor_id,notification_billing,email\nID,#N/A,NULL,undefined\n', 3],
])('%j overwrites nothing', async (text, damagedCells) => {
  const { here, id, values } = await chloe();
  const planned = await here.plan(text.replace('ID', String(id)));
  expect(planned.plan).toMatchObject({ updated: 0, unchanged: 1, leftOut: 0, damagedCells });
  expect(planned.plan.damages).toHaveLength(damagedCells);
  expect(planned.problemRows).not.toBeNull();
  expect(isPlain(planned.plan)).toBe(false);
  await here.apply(planned);
  expect(await here.endUsers()).toMatchObject([values]);
});

test.each([
  'contact_id,mobile,zip\nID,="0475123456",="02134"\n',
  'contact_id , name , title \n ID , Chloé Müller , Head of IT \n',
  `contact_id,name,city\nID,${'Chloé Müller'.normalize('NFD')},${'Köln'.normalize('NFD')}\n`,
  "contact_id,name,title\nID,“Chloé Müller”,'Head of IT'\n",
])('%j is no change', async (text) => {
  const { here, id } = await chloe();
  expect((await here.plan(text.replace('ID', String(id)))).plan).toMatchObject({
    updated: 0,
    unchanged: 1,
    damagedCells: 0,
    leftOut: 0,
  });
});

test('a new end user is created without the cells that are not values, and these are listed', async () => {
  const { here, acme } = await chloe();
  const file =
    'Name,Email,Phone,Zip,City,vendor_id\nAda Byron,ab@example.com,#NAME?,#VALUE!,#REF!,#N/A\n' +
    'Bob Hope,bh@example.com,1.55501E+10,2134,Bogot\ufffd,7\n';
  const planned = await here.plan(file, { organizationId: acme });
  expect(planned.plan).toMatchObject({ created: 2, leftOut: 0, damagedCells: 6 });
  expect(planned.plan.damages.slice(0, 1)).toEqual([
    {
      endUserId: null,
      endUser: 'Ada Byron',
      line: 2,
      field: 'phone',
      kind: 'error',
      was: null,
      inFile: '#NAME?',
    },
  ]);
  expect(await problemsOf(planned, file)).toEqual([
    '2: phone "#NAME?" is not a value: the cell stays empty; city "#REF!" is not a value: the cell stays empty; ' +
      'zip "#VALUE!" is not a value: the cell stays empty; vendor_id "#N/A" is not a value: the cell stays empty',
    '3: phone "1.55501E+10" is not a value: the cell stays empty; city "Bogot\ufffd" is garbled: the cell stays empty',
  ]);
  expect((await here.apply(planned))?.counts).toMatchObject({ created: 2 });
  expect((await here.endUsers()).slice(1)).toMatchObject([
    { name: 'Ada Byron', email: 'ab@example.com', phone: null, zip: null, city: null, vendor_id: null },
    { name: 'Bob Hope', email: 'bh@example.com', phone: null, zip: '2134', city: null },
  ]);
});

test('a new row in which no cell is a value creates no one', async () => {
  const { here, acme } = await chloe();
  const { plan } = await here.plan('name,email\nNULL,NULL\n', { organizationId: acme });
  expect(plan).toMatchObject({ created: 0, leftOut: 1 });
  expect(plan.problems).toEqual([{ line: 2, text: 'none of its cells holds a value' }]);
});

test('stored values that look like damage come back from an export unchanged, and can be edited', async () => {
  const { here, id } = await chloe();
  await db.execute(sql`
    update end_user set name = 'Null', title = 'ChloÃ©', city = '&amp;', phone = '1.55501E+10', state = '''a''',
      notes = '="x"', address1 = ' Main St ', address2 = ${'Köln'.normalize('NFD')}, direct_report = '“Bo”'
    where workspace_id = ${here.workspaceId}`);
  const base = await here.export();
  const nothing = { updated: 0, unchanged: 1, leftOut: 0, damagedCells: 0 };
  expect((await here.plan(base.csv, { base })).plan).toMatchObject(nothing);
  expect((await here.plan(base.csv)).plan).toMatchObject(nothing);
  const { plan } = await here.plan(
    toCsv([{ contact_id: id, name: 'Jo Null', title: 'Chloé', state: 'a', direct_report: 'Bo' }]),
  );
  expect(plan).toMatchObject({ updated: 1, cells: 4, damagedCells: 0 });
});

test('damage is known when the current value is newer than the exported one', async () => {
  const { here, id } = await chloe();
  const base = await here.export();
  await here.import(toCsv([{ contact_id: id, city: 'Bonn' }]));
  const { plan } = await here.plan(base.csv.replace('Köln', '#REF!'), {
    base,
    choices: { conflicts: 'use file' },
  });
  expect(plan).toMatchObject({ updated: 0, damagedCells: 1, choiceCounts: { conflicts: 0 } });
});

test('of several addresses the first is read, and the plan counts and names them', async () => {
  const { here, acme, id } = await chloe();
  const file =
    'contact_id,name,email\n,Di,"di@example.com, di2@example.com"\n,Ed,ed@example.com;ed2@example.com\n,Fi,fi@example.com\n';
  const planned = await here.plan(file, { organizationId: acme });
  expect(planned.plan).toMatchObject({ created: 3, leftOut: 0, damagedCells: 0 });
  expect(planned.plan.warnings).toEqual([
    {
      kind: 'several-addresses',
      count: 2,
      first: [
        { line: 2, text: 'di@example.com, di2@example.com', read: 'di@example.com' },
        { line: 3, text: 'ed@example.com;ed2@example.com', read: 'ed@example.com' },
      ],
    },
  ]);
  expect(isPlain(planned.plan)).toBe(false);
  await here.import(toCsv([{ contact_id: id, email: 'c@example.com' }]));
  const { plan } = await here.plan(toCsv([{ contact_id: id, email: 'c@example.com;d@example.com' }]));
  expect(plan).toMatchObject({ unchanged: 1, warnings: [] });
});

test.each([
  ['NULL', 'is not a value'],
  ['#REF!', 'is not a value'],
  ['Jos\ufffd', 'is garbled'],
  ['M&uuml;ller', 'is garbled'],
])('in a column of its own, %s %s: the key keeps its current one, and is listed', async (text, what) => {
  const { here, acme, id } = await chloe();
  await here.import(`contact_id,custom: Badge,custom: Desk\n${id},12,B4\n`);
  const header = 'customer_id,contact_id,name,custom: Badge,custom: Desk,custom: Floor';
  const file = `${header}\n${acme},${id},Chloé Müller,${text},C1,${text}\n${acme},,Bo,${text},D2,\n`;
  const planned = await here.plan(file);
  expect(planned.plan).toMatchObject({ created: 1, updated: 1, cells: 1, leftOut: 0, damagedCells: 3 });
  const existing = { endUserId: id, endUser: 'Chloé Müller', field: 'custom_fields', inFile: text };
  expect(planned.plan.damages).toMatchObject([
    { ...existing, key: 'Badge', was: '12' },
    { ...existing, key: 'Floor', was: null },
    { endUserId: null, line: 3, endUser: 'Bo', key: 'Badge', was: null, inFile: text },
  ]);
  expect(planned.problemRows).not.toBeNull();
  expect(await problemsOf(planned, file)).toEqual([
    `2: custom_fields · Badge "${text}" ${what} and keeps its current value; ` +
      `custom_fields · Floor "${text}" ${what} and keeps its current value`,
    `3: custom_fields · Badge "${text}" ${what}: the cell stays empty`,
  ]);
  await here.apply(planned);
  expect((await here.endUsers()).map((endUser) => endUser.custom_fields)).toEqual([
    { Badge: '12', Desk: 'C1' },
    { Desk: 'D2' },
  ]);
});
