// Damaged cells in plans: they keep their current values, and the rest of the row is imported.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { planRows } from '../../src/import/plan/plan-rows.ts';
import { readProblemRows } from '../../src/import/problems/problem-rows.ts';
import { matchColumns } from '../../src/import/read/match-columns.ts';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function ana(more: Record<string, string> = {}) {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv([
      { customer_id: acme, name: 'Chloé', zip: '02134', extension: '3-4', phone: '15550100001', ...more },
    ]),
  );
  const [{ id } = { id: 0 }] = await here.endUsers();
  return { here, acme, id, base: await here.export() };
}

async function problemsOf({ rules }: Planned, file: string) {
  return db.transaction(async (tx) => {
    const found = [];
    const header = matchColumns(
      { cells: file.slice(0, file.indexOf('\n')).split(','), line: 1, linesAbove: 0 },
      [],
    );
    for await (const batch of readProblemRows(tx, rules.importId, header)) found.push(...batch);
    return found;
  });
}

test('a new end user is shown as they would be created, without what is not a value', async () => {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const planned = await here.plan(
    `customer_id,name,email,phone,mobile,title\n${acme},Bo,bo@x.example,#N/A,15550100199.0,Cook\n${acme},#NAME?,cy@x.example,,,\n`,
  );
  expect(planned.plan.newEndUsers).toMatchObject([
    { name: 'Bo', email: 'bo@x.example', cells: [{ field: 'title', value: 'Cook' }] },
    { name: null, email: 'cy@x.example', cells: [] },
  ]);
  await here.apply(planned);
  expect(await here.endUsers()).toMatchObject([
    { name: 'Bo', phone: null, mobile: null, title: 'Cook' },
    { name: null, email: 'cy@x.example' },
  ]);
});

test('each kind of damage is recognized by the exported value, and listed', async () => {
  const { here, id, base } = await ana({ mobile: '+4930123' });
  const file = edited(base.csv, () => ({
    name: 'ChloÃ©',
    zip: '2134',
    extension: '4-Mar',
    phone: '1.55501E+10',
    mobile: '4930123',
    title: 'CTO',
  }));
  const planned = await here.plan(file, { base });
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, leftOut: 0, damagedCells: 5 });
  expect(planned.plan.damages).toEqual([
    { endUserId: id, endUser: 'Chloé', field: 'name', kind: 'encoding', was: 'Chloé', inFile: 'ChloÃ©' },
    {
      endUserId: id,
      endUser: 'Chloé',
      field: 'phone',
      kind: 'scientific',
      was: '15550100001',
      inFile: '1.55501E+10',
    },
    { endUserId: id, endUser: 'Chloé', field: 'extension', kind: 'date', was: '3-4', inFile: '4-Mar' },
    { endUserId: id, endUser: 'Chloé', field: 'mobile', kind: 'plus', was: '+4930123', inFile: '4930123' },
    { endUserId: id, endUser: 'Chloé', field: 'zip', kind: 'leading zero', was: '02134', inFile: '2134' },
  ]);
  const applied = await here.apply(planned);
  expect(applied?.counts).toMatchObject({ updated: 1, cells: 1 });
  expect(await here.endUsers()).toMatchObject([
    { name: 'Chloé', zip: '02134', mobile: '+4930123', title: 'CTO' },
  ]);
});

test('without a merge base, damage is recognized by the current value', async () => {
  const { here, id } = await ana();
  const { plan } = await here.plan(toCsv([{ contact_id: id, zip: '2134', extension: '3-5' }]));
  expect(plan).toMatchObject({ updated: 1, cells: 1, damagedCells: 1 });
});

test('with a merge base, a damaged cell keeps the current value even if it is newer', async () => {
  const { here, id, base } = await ana();
  await here.import(toCsv([{ contact_id: id, zip: '10115' }]));
  const planned = await here.plan(base.csv.replace('02134', '2134'), {
    base,
    choices: { conflicts: 'use file' },
  });
  expect(planned.plan).toMatchObject({
    updated: 0,
    unchanged: 1,
    damagedCells: 1,
    choiceCounts: { conflicts: 0 },
  });
  expect(planned.plan.damages).toMatchObject([{ was: '02134', inFile: '2134' }]);
});

test('a cell that equals the current value is unchanged even if it looks damaged', async () => {
  const { here, id, base } = await ana();
  await here.import(toCsv([{ contact_id: id, zip: '99' }]));
  await here.import(toCsv([{ contact_id: id, zip: '2134' }]));
  const { plan } = await here.plan(base.csv.replace('02134', '2134'), { base });
  expect(plan).toMatchObject({ updated: 0, unchanged: 1, damagedCells: 0 });
});

test('neither an edit nor a repaired cell counts as damage', async () => {
  const { here, base, id } = await ana();
  const file = edited(base.csv, () => ({
    zip: '02135',
    extension: '3-5',
    phone: '15550100002',
    name: 'Chloe',
  }));
  const planned = await here.plan(file, { base });
  expect(planned.plan).toMatchObject({ updated: 1, cells: 4, damagedCells: 0 });
  await here.apply(planned);
  const fixed = await here.plan(toCsv([{ contact_id: id, zip: '02135', name: 'Chloé' }]));
  expect(fixed.plan).toMatchObject({ updated: 1, cells: 1, damagedCells: 0 });
});

test('new rows and cells that were empty count as damaged only if no cell of the column looks like that', async () => {
  const { here, acme, base } = await ana({ extension: '' });
  const file = edited(base.csv, () => ({ zip: '', extension: '34' }), [
    { customer_id: acme, name: 'Chlo?', zip: '2134', phone: '15550100000' },
  ]);
  const { plan } = await here.plan(file, { base });
  expect(plan).toMatchObject({ created: 1, updated: 1, cells: 2, damagedCells: 0 });
});

test('damage is also recognized in vendor_id and custom_fields', async () => {
  const { here, base } = await ana({
    vendor_id: '1234567890123456789',
    custom_fields: '{"city": "Zürich"}',
    notification_billing: 'true',
  });
  const file = edited(base.csv, () => ({
    vendor_id: '1234567890123450000',
    custom_fields: '{"city": "ZÃ¼rich"}',
    notification_billing: 'WAHR',
  }));
  const { plan } = await here.plan(file, { base });
  expect(plan).toMatchObject({ updated: 0, unchanged: 1, damagedCells: 2 });
  expect(plan.damages).toMatchObject([
    { field: 'vendor_id', kind: 'scientific', was: '1234567890123456789', inFile: '1234567890123450000' },
    { field: 'custom_fields', kind: 'encoding' },
  ]);
});

test('the problem file contains the row as uploaded, and says what was damaged', async () => {
  const { here, acme, id } = await ana();
  const file = toCsv([
    { customer_id: acme, contact_id: id, zip: '2134', phone: '1.55501E+10', title: 'CTO' },
    { customer_id: acme, contact_id: '', zip: '2134', phone: '', title: 'New' },
    { customer_id: 999_999, contact_id: '', zip: '2134', phone: '', title: 'New' },
  ]);
  const planned = await here.plan(file);
  expect(planned.problemRows).not.toBeNull();
  expect(await problemsOf(planned, file)).toEqual([
    {
      line: 2,
      problem:
        'phone was damaged by a spreadsheet (15550100001 → 1.55501E+10) and keeps its current value; ' +
        'zip was damaged by a spreadsheet (02134 → 2134) and keeps its current value',
      uploaded: [String(acme), String(id), '2134', '1.55501E+10', 'CTO'],
      isHidden: true,
      ref: null,
    },
    {
      line: 4,
      problem: "organization 999999 doesn't exist",
      uploaded: ['999999', '', '2134', '', 'New'],
      ref: null,
    },
  ]);
  const fixed = await here.plan(
    toCsv([{ customer_id: acme, contact_id: id, zip: '02134', phone: '15550100002', import_ref: '1-L2' }]),
  );
  expect(fixed.plan).toMatchObject({ updated: 1, cells: 1, damagedCells: 0 });
  expect(fixed.problemRows).toBeNull();
});

test('damage is not counted in left-out rows and not twice in repeated ones', async () => {
  const { here, acme, id } = await ana();
  const beta = await here.organization('Beta');
  const twice = { customer_id: acme, contact_id: id, zip: '2134' };
  expect((await here.plan(toCsv([twice, twice]))).plan).toMatchObject({ unchanged: 2, damagedCells: 1 });
  const { plan } = await here.plan(toCsv([{ ...twice, customer_id: beta }]));
  expect(plan).toMatchObject({ leftOut: 1, damagedCells: 0 });
});

test('an export that was saved in an old encoding changes no one', async () => {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const names = ['Małgorzata Łuczak', 'Zoë Ångström', 'Иван Петров', '山田太郎', 'Γιώργος', 'Ana'];
  await here.import(toCsv(names.map((name, i) => ({ customer_id: acme, name, zip: `0${i}134` }))));
  const base = await here.export();
  for (const saved of [
    // Excel in Poland: "CSV (comma delimited)".
    (text: string) => new TextDecoder('windows-1252').decode(windows1250(text)),
    (text: string) => new TextDecoder('macintosh').decode(Buffer.from(text)),
  ]) {
    const { plan } = await here.plan(
      edited(base.csv, ({ name, zip }) => ({ name: saved(name!), zip: String(Number(zip)) })),
      { base },
    );
    expect(plan).toMatchObject({ updated: 0, unchanged: 6, damagedCells: 11, leftOut: 0 });
  }
});

function windows1250(text: string): Buffer {
  const decoder = new TextDecoder('windows-1250');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  );
  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? 0x3f));
}

test('the SQL function checks a large table in one query', async () => {
  const [row] = await db.execute(sql`
    select count(spreadsheet_damage('0' || i, i::text))::integer as damaged,
           count(spreadsheet_damage('0' || i, (i + 1)::text))::integer as edited
    from generate_series(1000, 21000) i`);
  expect(row).toEqual({ damaged: 20_001, edited: 0 });
});

test('only cells are checked for damage that had a value, were edited, and could be damaged', async () => {
  const { here, id } = await ana({ title: 'Engineer', city: 'Rome' });
  const { rules } = await here.plan(
    toCsv([{ contact_id: id, title: 'CTO', city: 'Bern', zip: '02134', state: 'MA' }]),
  );
  const calls = await db.transaction(async (tx) => {
    await tx.execute(sql`set local track_functions = 'pl'`);
    await planRows(tx, sql.raw('looked_at'), 'temporary', rules);
    const [row] = await tx.execute(sql`
      select pg_stat_get_xact_function_calls('spreadsheet_damage(text, text)'::regprocedure)::integer as calls`);
    return row?.calls;
  });
  // A spreadsheet writes yes and no in capitals; Bern is just another city.
  expect(calls).toBe(1);
});

test('a vendor_id with an exponent keeps its current value if it is damage, and is a problem if not', async () => {
  const { here, acme, id } = await ana({ vendor_id: '155501000012' });
  const rounded = await here.plan(
    toCsv([{ customer_id: acme, contact_id: id, title: 'CTO', vendor_id: '1.55501E+11' }]),
  );
  expect(rounded.plan).toMatchObject({ updated: 1, cells: 1, leftOut: 0, damagedCells: 1 });
  await here.apply(rounded);
  expect(await here.endUsers()).toMatchObject([{ title: 'CTO', vendor_id: 155501000012n }]);
  const { plan } = await here.plan(
    toCsv([
      { customer_id: acme, contact_id: id, vendor_id: '2.5E+11' },
      { customer_id: acme, name: 'Bo', vendor_id: '2.5E+11' },
    ]),
  );
  expect(plan.problems.map(({ text }) => text)).toEqual(
    Array(2).fill('vendor_id "2.5E+11" was rounded by a spreadsheet: write all its digits'),
  );
});
