// An approval is bound to the plan that was shown: a plan that would now differ is not applied.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function anaAndBo() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const applied = await here.import(
    toCsv([
      { customer_id: acme, name: 'Ana', email: 'ana@acme.example', title: 'Engineer', zip: '02134' },
      { customer_id: acme, name: 'Bo', title: 'CFO' },
    ]),
  );
  const [ana, bo] = (await here.endUsers()).map(({ id }) => id) as [number, number];
  const nothingIsWritten = async (planned: Planned) => {
    const before = [await here.endUsers(), await here.history()];
    expect(await here.apply(planned)).toBeNull();
    expect([await here.endUsers(), await here.history()]).toEqual(before);
  };
  return { here, acme, ana, bo, applied, nothingIsWritten };
}

test('a plan is not applied if a cell that would be written was changed', async () => {
  const { here, ana, bo, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(
    toCsv([
      { contact_id: ana, title: 'CTO' },
      { contact_id: bo, title: 'CEO' },
    ]),
  );
  await here.import(toCsv([{ contact_id: ana, title: 'Boss' }]));
  await nothingIsWritten(planned);
  const again = await here.choose(planned, {});
  expect(again.plan.changes).toMatchObject([{ now: 'Boss', willBe: 'CTO' }, { now: 'CFO' }]);
  expect(await here.apply(again)).toMatchObject({ counts: { updated: 2 } });
});

test('a plan is not applied if a cell that would be written was emptied or filled', async () => {
  const { here, ana, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(toCsv([{ contact_id: ana, title: 'CTO', city: 'Leeds' }]));
  await here.import(toCsv([{ contact_id: ana, title: '' }]), { choices: { emptyCells: 'clear' } });
  await nothingIsWritten(planned);
  const again = await here.choose(planned, {});
  await here.import(toCsv([{ contact_id: ana, city: 'Kyiv' }]));
  await nothingIsWritten(again);
});

test('a plan is applied if another cell was changed, or the same cell was changed and changed back', async () => {
  const { here, ana, bo } = await anaAndBo();
  const planned = await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }]));
  await here.import(
    toCsv([
      { contact_id: ana, city: 'Kyiv', title: 'Boss' },
      { contact_id: bo, city: 'Kyiv', title: 'Boss' },
    ]),
  );
  await here.import(toCsv([{ contact_id: ana, title: 'Engineer' }]));
  expect(await here.apply(planned)).toMatchObject({ counts: { updated: 1, cells: 1 } });
});

test('a plan is not applied if a row that was unchanged would now be written', async () => {
  const { here, ana, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(
    toCsv([
      { contact_id: ana, title: 'Engineer', name: 'Ana' },
      { contact_id: '', title: '', name: 'Eve' },
    ]),
    { organizationId: (await here.endUsers())[0]!.organizationId },
  );
  await here.import(toCsv([{ contact_id: ana, title: 'Boss' }]));
  await nothingIsWritten(planned);
});

test('a plan is not applied if a left-out row would now be valid because its organization was added', async () => {
  const { here, acme, nothingIsWritten } = await anaAndBo();
  const [last] = await db.execute<{ next: number }>(
    sql`select last_value::integer + 1 as next from organization_id`,
  );
  const planned = await here.plan(
    toCsv([
      { customer_id: acme, name: 'Eve' },
      { customer_id: last!.next, name: 'Fay' },
    ]),
  );
  expect(planned.plan).toMatchObject({ created: 1, leftOut: 1 });
  expect(await here.organization('Beta')).toBe(last!.next);
  await nothingIsWritten(planned);
  expect((await here.choose(planned, {})).plan).toMatchObject({ created: 2, leftOut: 0 });
});

test('a plan is not applied if an end user with the same email was created or removed', async () => {
  const { here, acme, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(toCsv([{ customer_id: acme, name: 'Eve', email: 'eve@acme.example' }]));
  const eve = await here.import(toCsv([{ customer_id: acme, email: 'Eve@acme.example' }]));
  await nothingIsWritten(planned);
  const again = await here.choose(planned, {});
  expect(again.plan.choiceCounts.lookAlikes).toBe(1);
  await here.undo(eve);
  await nothingIsWritten(again);
  expect(await here.apply(planned)).toMatchObject({ counts: { created: 1 } });
});

test('a plan is not applied if an end user of the file was removed', async () => {
  const { here, ana, applied, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }]));
  await here.undo(applied);
  await nothingIsWritten(planned);
  expect((await here.choose(planned, {})).plan).toMatchObject({ leftOut: 1 });
});

test('a plan is not applied if a row of a problem file has created an end user in the meantime', async () => {
  const { here, acme, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(toCsv([{ customer_id: acme, name: 'Eve', import_ref: '184-L7' }]));
  await here.import(toCsv([{ customer_id: acme, name: 'Eva', import_ref: '184-L7' }]));
  await nothingIsWritten(planned);
});

test('a plan is not applied if there is a new conflict, whatever is chosen for conflicts', async () => {
  for (const conflicts of ['keep', 'use file'] as const) {
    const { here, ana, nothingIsWritten } = await anaAndBo();
    const base = await here.export();
    const file = edited(base.csv, () => ({ title: 'CTO' }));
    const planned = await here.plan(file, { base, choices: { conflicts } });
    expect(planned.plan).toMatchObject({ updated: 2, choiceCounts: { conflicts: 0 } });
    await here.import(toCsv([{ contact_id: ana, title: 'Boss' }]));
    await nothingIsWritten(planned);
    const again = await here.choose(planned, {});
    expect(again.plan.choiceCounts.conflicts).toBe(1);
  }
});

test('a plan is not applied if a conflict disappeared or is about another value', async () => {
  const { here, ana, bo, nothingIsWritten } = await anaAndBo();
  const base = await here.export();
  await here.import(toCsv([{ contact_id: ana, title: 'Boss' }]));
  const file = edited(base.csv, ({ name }) => (name === 'Ana' ? { title: 'CTO' } : { city: 'Leeds' }));
  const planned = await here.plan(file, { base, choices: { conflicts: 'use file' } });
  expect(planned.plan).toMatchObject({ updated: 2, choiceCounts: { conflicts: 1 } });
  await here.import(toCsv([{ contact_id: ana, title: 'Chief' }]));
  await nothingIsWritten(planned);
  const keeping = await here.choose(planned, { conflicts: 'keep' });
  await here.import(toCsv([{ contact_id: ana, title: 'Engineer' }]));
  await nothingIsWritten(keeping);
  expect((await here.choose(keeping, {})).plan).toMatchObject({ updated: 2, choiceCounts: { conflicts: 0 } });
  await here.import(toCsv([{ contact_id: bo, title: 'Boss' }]));
  expect(await here.apply(await here.choose(keeping, {}))).toMatchObject({ counts: { updated: 2 } });
});

test('a plan is not applied if what looked like damage is now an edit', async () => {
  const { here, ana, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(toCsv([{ contact_id: ana, zip: '2134', title: 'CTO' }]));
  expect(planned.plan).toMatchObject({ cells: 1, damagedCells: 1 });
  await here.import(toCsv([{ contact_id: ana, zip: '10115' }]));
  await nothingIsWritten(planned);
});

test('a plan is applied whatever happens in another workspace', async () => {
  const { here, ana } = await anaAndBo();
  const there = await anaAndBo();
  const planned = await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }]));
  await there.here.import(toCsv([{ contact_id: there.ana, title: 'Boss' }]));
  await there.here.organization('Beta');
  expect(await here.apply(planned)).toMatchObject({ counts: { updated: 1 } });
});

test('a plan is not applied a second time', async () => {
  const { here, ana, acme, nothingIsWritten } = await anaAndBo();
  const planned = await here.plan(
    toCsv([
      { customer_id: acme, contact_id: ana, title: 'CTO', name: 'Ana' },
      { customer_id: acme, name: 'Eve', title: 'CEO' },
    ]),
  );
  await here.apply(planned);
  await nothingIsWritten(planned);
});
