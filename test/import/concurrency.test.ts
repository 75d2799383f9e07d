// Concurrent imports and undos: if two write the same end user, the second fails and, when retried, sees the result of the
// first.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function anaAndBo() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const created = await here.import(
    toCsv(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, title: 'Engineer' }))),
  );
  const [ana, bo] = (await here.endUsers()).map(({ id }) => id) as [number, number];
  return { here, acme, ana, bo, created };
}

const serialization = { cause: { code: '40001' } };

test('an import waits for another that writes the same cell, fails, and is outdated when it is retried', async () => {
  const { here, ana } = await anaAndBo();
  const [first, second] = [
    await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }])),
    await here.plan(toCsv([{ contact_id: ana, title: 'CEO' }])),
  ];
  const open = await here.applyOpen(first);
  const waiting = here.apply(second);
  const failed = expect(waiting).rejects.toMatchObject(serialization);
  await open.commitWhenAwaited();
  await failed;
  expect(await here.apply(second)).toBeNull();
  expect((await here.endUsers())[0]).toMatchObject({ title: 'CTO' });
  expect(await here.history()).toHaveLength(2);
});

test('an import waits for another that writes a different cell of the same end user, fails, and succeeds when it is retried', async () => {
  const { here, ana } = await anaAndBo();
  const [first, second] = [
    await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }])),
    await here.plan(toCsv([{ contact_id: ana, city: 'Kyiv' }])),
  ];
  const open = await here.applyOpen(first);
  const failed = expect(here.apply(second)).rejects.toMatchObject(serialization);
  await open.commitWhenAwaited();
  await failed;
  expect(await here.apply(second)).toMatchObject({ counts: { updated: 1 } });
  expect((await here.endUsers())[0]).toMatchObject({ title: 'CTO', city: 'Kyiv' });
});

test('imports of different end users do not wait for each other', async () => {
  const { here, acme, ana, bo } = await anaAndBo();
  const [first, second] = [
    await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }])),
    await here.plan(
      toCsv([
        { customer_id: acme, contact_id: bo, title: 'CEO' },
        { customer_id: acme, contact_id: '', title: 'New' },
      ]),
    ),
  ];
  const open = await here.applyOpen(first);
  expect(await here.apply(second)).toMatchObject({ counts: { updated: 1, created: 1 } });
  await open.commit();
  expect(await here.endUsers()).toMatchObject([{ title: 'CTO' }, { title: 'CEO' }, { title: 'New' }]);
});

test('of many concurrent imports of the same end users, the result is that of the one that was applied', async () => {
  const { here, ana, bo } = await anaAndBo();
  const plans = await Promise.all(
    Array.from({ length: 6 }, (_, i) =>
      here.plan(
        toCsv([
          { contact_id: i % 2 === 0 ? ana : bo, title: `T${i}` },
          { contact_id: i % 2 === 0 ? bo : ana, title: `T${i}` },
        ]),
      ),
    ),
  );
  const settled = await Promise.allSettled(plans.map((planned) => here.apply(planned)));
  const applied = settled.flatMap((result, i) => (result.status === 'fulfilled' && result.value ? [i] : []));
  expect(applied).toHaveLength(1);
  expect((await here.endUsers()).map(({ title }) => title)).toEqual([`T${applied}`, `T${applied}`]);
  expect(await here.history()).toHaveLength(2);
});

test('a fixed row that is imported twice at the same time creates one end user', async () => {
  const { here, acme } = await anaAndBo();
  const fixed = toCsv([{ customer_id: acme, name: 'Eve', import_ref: '184-L7' }]);
  const [first, second] = [await here.plan(fixed), await here.plan(fixed)];
  const open = await here.applyOpen(first);
  const failed = expect(here.apply(second)).rejects.toMatchObject(serialization);
  await open.commitWhenAwaited();
  await failed;
  expect(await here.apply(second)).toBeNull();
  expect((await here.choose(second, {})).plan).toMatchObject({ created: 0, unchanged: 1 });
  expect(await here.endUsers()).toHaveLength(3);
});

test('an undo waits for an import that writes the same end user, fails, and keeps the end user when it is retried', async () => {
  const { here, ana, created } = await anaAndBo();
  const open = await here.applyOpen(await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }])), 'U2');
  const failed = expect(here.undo(created)).rejects.toMatchObject(serialization);
  await open.commitWhenAwaited();
  await failed;
  const undone = await here.undo(created);
  expect(undone.counts).toMatchObject({ removed: 1, keptEndUsers: 1 });
  expect(undone.kept).toMatchObject([{ endUserId: ana, changedBy: 'U2' }]);
  expect(await here.endUsers()).toMatchObject([{ id: ana, title: 'CTO' }]);
});

test('an import waits for an undo of the same end user, fails, and is outdated when it is retried', async () => {
  const { here, ana } = await anaAndBo();
  const applied = await here.import(toCsv([{ contact_id: ana, title: 'CTO' }]));
  const planned = await here.plan(toCsv([{ contact_id: ana, title: 'CEO' }]));
  const open = await here.undoOpen(applied);
  const failed = expect(here.apply(planned)).rejects.toMatchObject(serialization);
  await open.commitWhenAwaited();
  await failed;
  expect(await here.apply(planned)).toBeNull();
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Engineer' });
});
