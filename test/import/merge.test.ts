// The three-way merge of a stale file: what came after the export stays.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { makeWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;
const aWorkspace = () => makeWorkspace(db, `T${++workspaces}`);

test('a cell that the member did not touch keeps what is here, however new', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,title,city\n${acme},Ana,Engineer,Boston\n`);
  const base = await here.export();
  const [ana] = await here.endUsers();
  await here.import(`contact_id,title,city\n${ana?.id},CTO,Leeds\n`);
  const edited = base.csv.replace('Boston', 'Kyiv');
  const planned = await here.plan(edited, { base });
  expect(planned.plan).toMatchObject({ updated: 0, unchanged: 1, choiceCounts: { conflicts: 1 } });
  expect(planned.plan.conflicts).toEqual([
    { endUserId: ana?.id, endUser: 'Ana', field: 'city', was: 'Boston', here: 'Leeds', inFile: 'Kyiv' },
  ]);
  const chosen = await here.choose(planned, { conflicts: 'use file' });
  expect(chosen.plan).toMatchObject({ updated: 1, cells: 1 });
  await here.apply(chosen);
  expect(await here.endUsers()).toMatchObject([{ name: 'Ana', title: 'CTO', city: 'Kyiv' }]);
});

test('an unedited export changes nothing, whatever happened since', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,title,notes\n${acme},Ana,Engineer,\n${acme},Bo,,Hi\n`);
  const base = await here.export();
  const [ana, bo] = await here.endUsers();
  await here.import(`contact_id,title,notes\n${ana?.id},CTO,New\n${bo?.id},Boss,\n`, {
    choices: { emptyCells: 'clear' },
  });
  const { plan } = await here.plan(base.csv, { base });
  expect(plan).toMatchObject({
    created: 0,
    updated: 0,
    leftOut: 0,
    unchanged: 2,
    choiceCounts: { conflicts: 0, emptyCells: 0 },
  });
});

test('an emptied cell of an export is cleared', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,city\n${acme},Ana,Boston\n`);
  const base = await here.export();
  const planned = await here.plan(base.csv.replace('Boston', ''), { base });
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, choiceCounts: { emptyCells: 1 } });
  expect((await here.choose(planned, { emptyCells: 'keep' })).plan).toMatchObject({
    updated: 0,
    unchanged: 1,
  });
});

test('a damaged cell stays as it is here and is listed', async () => {
  const here = await aWorkspace();
  const acme = await here.organization('Acme');
  await here.import(`customer_id,name,zip\n${acme},Ana,02134\n`);
  const [ana] = await here.endUsers();
  const planned = await here.plan(`contact_id,zip,city\n${ana?.id},2134,Leeds\n`);
  expect(planned.plan).toMatchObject({ updated: 1, cells: 1, damagedCells: 1 });
  expect(planned.plan.damages).toEqual([
    { endUserId: ana?.id, endUser: 'Ana', field: 'zip', kind: 'leading zero', was: '02134', inFile: '2134' },
  ]);
});
