// The modes in a file's message (only update, only create, only fill empty), and cells that say `<clear>`.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function office() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv([
      {
        customer_id: acme,
        name: 'Ana Núñez',
        email: 'ana@x.example',
        title: 'CTO',
        custom_fields: '{"Badge":"1"}',
      },
      { customer_id: acme, name: 'Bo Li', email: 'bo@x.example' },
    ]),
  );
  const [ana, bo] = (await here.endUsers()).map(({ id }) => id) as [number, number];
  return { here, acme, ana, bo };
}

test('only update: new rows are left out, with the reason', async () => {
  const { here, acme, ana } = await office();
  const { plan } = await here.plan(
    `customer_id,contact_id,name,title\n${acme},${ana},Ana Núñez,CEO\n${acme},,Cy Roe,Chair\n`,
    { instructions: { only: 'update' } },
  );
  expect(plan).toMatchObject({ created: 0, updated: 1, leftOut: 1, instructions: { only: 'update' } });
  expect(plan.problems).toEqual([
    { line: 3, text: 'the end user would be new, and the message says "only update"' },
  ]);
});

test('only create: rows that would change someone are left out, unchanged ones are not', async () => {
  const { here, acme, ana, bo } = await office();
  const { plan } = await here.plan(
    `customer_id,contact_id,name,title\n${acme},${ana},Ana Núñez,CEO\n${acme},${bo},Bo Li,\n${acme},,Cy Roe,Chair\n`,
    { instructions: { only: 'create' } },
  );
  expect(plan).toMatchObject({ created: 1, updated: 0, unchanged: 1, leftOut: 1 });
  expect(plan.problems).toEqual([
    { line: 2, text: `Ana Núñez · ${ana} exists already, and the message says "only create"` },
  ]);
});

test('only create archives nobody', async () => {
  const { here, ana } = await office();
  const { plan } = await here.plan(`contact_id,action\n${ana},archive\n`, {
    instructions: { only: 'create' },
  });
  expect(plan).toMatchObject({ updated: 0, leftOut: 1 });
});

test('only fill empty: cells and keys with a value keep it', async () => {
  const { here, ana, bo } = await office();
  const planned = await here.plan(
    `contact_id,title,phone,custom: Badge,custom: Desk\n${ana},CEO,555-1,9,4\n${bo},Chair,555-2,8,\n`,
    { instructions: { fillsEmpty: true } },
  );
  expect(planned.plan).toMatchObject({ updated: 2, choiceCounts: { emptyCells: 0 } });
  await here.apply(planned);
  expect(await here.endUsers()).toMatchObject([
    { title: 'CTO', phone: '555-1', custom_fields: { Badge: '1', Desk: '4' } },
    { title: 'Chair', phone: '555-2', custom_fields: { Badge: '8' } },
  ]);
});

test('only fill empty clears and archives nothing', async () => {
  const { here, ana } = await office();
  const { plan } = await here.plan(`contact_id,title,action\n${ana},<clear>,archive\n`, {
    instructions: { fillsEmpty: true },
  });
  expect(plan).toMatchObject({ updated: 0, unchanged: 1 });
});

test.each(['<clear>', ' <CLEAR> ', '"<clear>"'])(
  '%s empties a cell, although empty cells are kept',
  async (cell) => {
    const { here, ana } = await office();
    const planned = await here.plan(`contact_id,title,email\n${ana},${cell},\n`);
    expect(planned.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { emptyCells: 1 } });
    const applied = (await here.apply(planned))!;
    expect((await here.endUsers())[0]).toMatchObject({ title: null, email: 'ana@x.example' });
    await here.undo(applied);
    expect((await here.endUsers())[0]).toMatchObject({ title: 'CTO' });
  },
);

test('<clear> removes a key, and all of them from the whole object', async () => {
  const { here, ana } = await office();
  await here.apply(await here.plan(`contact_id,custom: Badge\n${ana},<clear>\n`));
  expect((await here.endUsers())[0]!.custom_fields).toBeNull();
  await here.import(`contact_id,custom_fields\n${ana},"{""A"":""1"",""B"":""2""}"\n`);
  await here.apply(await here.plan(`contact_id,custom_fields\n${ana},<clear>\n`));
  expect((await here.endUsers())[0]!.custom_fields).toBeNull();
});

test('<clear> in a new row leaves the cell empty, and in an id is a problem', async () => {
  const { here, acme } = await office();
  const planned = await here.plan(
    `customer_id,contact_id,name,title\n${acme},,Cy Roe,<clear>\n${acme},<clear>,Di,\n`,
  );
  expect(planned.plan).toMatchObject({ created: 1, leftOut: 1 });
  await here.apply(planned);
  expect((await here.endUsers())[2]).toMatchObject({ name: 'Cy Roe', title: null });
});

test('half a name is not cleared', async () => {
  const { here, ana } = await office();
  const { plan } = await here.plan(`contact_id,first name,last name\n${ana},<clear>,Li\n`);
  expect(plan).toMatchObject({ updated: 0, leftOut: 1 });
  expect(plan.problems[0]!.text).toContain("a part of a name can't be cleared");
});

test('a value that is this text itself comes back unchanged from an export', async () => {
  const { here, ana, acme } = await office();
  await db.execute(
    `update end_user set title = '<clear>', custom_fields = '{"Badge":"<clear>"}' where id = ${ana}`,
  );
  const base = await here.export(acme);
  expect((await here.plan(base.csv, { base })).plan).toMatchObject({ updated: 0, unchanged: 2 });
  const withCustom = `contact_id,title,custom: Badge\n${ana},<clear>,<clear>\n`;
  expect((await here.plan(withCustom)).plan).toMatchObject({ updated: 0, unchanged: 1 });
});
