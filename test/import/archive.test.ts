// Archiving and restoring: a change like any other, made by the column `action`.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { runs, seed, timeLimit } from '../runs.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function office() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  const people = [
    { name: 'Ana Núñez', email: 'ana@x.example', title: 'Engineer' },
    { name: 'Bo Li', email: 'bo@x.example', title: 'CTO' },
  ];
  await here.import(toCsv(people.map((person) => ({ customer_id: acme, ...person }))));
  const [ana, bo] = (await here.endUsers()).map(({ id }) => id) as [number, number];
  const archived = async () =>
    (await here.endUsers()).filter((endUser) => endUser.archived).map(({ name }) => name);
  const act = (action: string, id: number) => here.import(`contact_id,action\n${id},${action}\n`);
  return { here, acme, ana, bo, archived, act };
}

test('a row archives its end user, and its undo brings them back', async () => {
  const { here, acme, ana, archived } = await office();
  const planned = await here.plan(`contact_id,action\n${ana},Archive\n`);
  expect(planned.plan).toMatchObject({
    updated: 1,
    turned: { archived: 1, restored: 0, alone: 1 },
    leftOut: 0,
  });
  const applied = (await here.apply(planned))!;
  expect(await archived()).toEqual(['Ana Núñez']);
  expect((await here.export(acme)).csv).not.toContain('Ana');
  await here.undo(applied);
  expect(await archived()).toEqual([]);
  expect((await here.export(acme)).csv).toContain('Ana');
});

test('an action and other cells are one row: archived and restored with what it says', async () => {
  const { here, ana, archived } = await office();
  await here.import(`contact_id,action,title\n${ana},archive,Left\n`);
  expect(await archived()).toEqual(['Ana Núñez']);
  const planned = await here.plan(`contact_id,action,title\n${ana},restore,Back\n`);
  expect(planned.plan).toMatchObject({
    updated: 1,
    cells: 2,
    turned: { archived: 0, restored: 1, alone: 0 },
  });
  await here.apply(planned);
  expect(await archived()).toEqual([]);
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Back' });
});

test.each([
  ['archive twice', 'archive', 'archive'],
  ['restore someone who is not archived', 'restore', null],
])('%s: nothing to do', async (_, action, before) => {
  const { here, ana, act } = await office();
  if (before) await act(before, ana);
  expect((await here.plan(`contact_id,action\n${ana},${action}\n`)).plan).toMatchObject({
    updated: 0,
    unchanged: 1,
  });
});

test.each([
  ['delete', 'action "delete" is not known: write archive or restore, or clear it'],
  ['löschen', 'action "löschen" is not known: write archive or restore, or clear it'],
])('the action %s is a problem of its row', async (action, text) => {
  const { here, ana } = await office();
  const { plan } = await here.plan(`contact_id,action\n${ana},${action}\n`);
  expect(plan).toMatchObject({ updated: 0, leftOut: 1, problems: [{ line: 2, text }] });
});

test('a new row has no end user to archive', async () => {
  const { here, acme } = await office();
  const { plan } = await here.plan(
    toCsv([{ customer_id: acme, name: 'Cy' }]).replace(/^(.*)\n(.*)\n/s, '$1,action\n$2,archive\n'),
  );
  expect(plan).toMatchObject({ created: 0, leftOut: 1 });
  expect(plan.problems[0]!.text).toBe('there is no end user to archive');
});

test('a stale file changes nobody who was archived since, unless a member says so', async () => {
  const { here, acme, ana, act, archived } = await office();
  const base = await here.export(acme);
  await act('archive', ana);
  const same = await here.plan(base.csv, { base });
  expect(same.plan).toMatchObject({ updated: 0, unchanged: 2, choiceCounts: { archived: 0 } });
  const planned = await here.plan(
    edited(base.csv, ({ contact_id }) => (contact_id === String(ana) ? { title: 'Boss' } : {})),
    { base },
  );
  expect(planned.plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { archived: 1 } });
  expect(planned.plan.problems).toEqual([{ line: 2, text: `Ana Núñez · ${ana} is archived` }]);
  const restoring = await here.choose(planned, { archived: 'restore' });
  expect(restoring.plan).toMatchObject({ updated: 1, cells: 2, turned: { restored: 1 }, leftOut: 0 });
  const applied = (await here.apply(restoring))!;
  expect(await archived()).toEqual([]);
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Boss' });
  await here.undo(applied);
  expect(await archived()).toEqual(['Ana Núñez']);
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Engineer' });
});

test('a new row who looks like an archived end user says so, and "update" restores them', async () => {
  const { here, acme, ana, act, archived } = await office();
  await act('archive', ana);
  const csv = toCsv([{ customer_id: acme, name: 'Ana Núñez', email: 'ana@x.example' }]);
  const planned = await here.plan(csv, { choices: { lookAlikes: 'leave out' } });
  expect(planned.plan.problems[0]!.text).toBe(
    `Ana Núñez looks like Ana Núñez · ${ana}, who is archived, (same email)`,
  );
  const updating = await here.choose(planned, { lookAlikes: 'update' });
  expect(updating.plan).toMatchObject({ updated: 1, turned: { restored: 1 }, created: 0 });
  await here.apply(updating);
  expect(await archived()).toEqual([]);
});

test('a plan that was approved is made again when its end user is archived meanwhile', async () => {
  const { here, ana, act } = await office();
  const planned = await here.plan(`contact_id,title\n${ana},Boss\n`);
  await act('archive', ana);
  expect(await here.apply(planned)).toBeNull();
});

test('an export of the past has those who were archived later', async () => {
  const { here, acme, ana, act } = await office();
  const before = await here.export(acme);
  const { importId } = await act('archive', ana);
  expect((await here.export(acme, { moment: { beforeImport: importId } })).csv).toBe(before.csv);
});

test(
  'whoever is archived, restored, and edited in any order, undone and redone in any order, is as the changes that stand say',
  async () => {
    const row = fc.record({
      who: fc.nat({ max: 2 }),
      action: fc.constantFrom('archive', 'restore', ''),
      title: fc.constantFrom('a', 'b', 'c'),
    });
    const files = fc.array(fc.uniqueArray(row, { minLength: 1, maxLength: 3, selector: ({ who }) => who }), {
      minLength: 2,
      maxLength: 5,
    });
    const property = fc.asyncProperty(
      files,
      fc.array(fc.nat(), { maxLength: 12 }),
      async (imports, flips) => {
        const here = await createTestWorkspace(db, `T${++workspaces}`);
        const acme = await here.organization('Acme');
        await here.import(
          toCsv(['Ana', 'Bo', 'Cy'].map((name) => ({ customer_id: acme, name, title: 'a' }))),
        );
        const ids = (await here.endUsers()).map(({ id }) => id);
        const look = async () => (await here.endUsers()).map(({ archived, title }) => ({ archived, title }));
        // What each file changed, and what it did last. Whoever is archived and edited without an action is restored.
        const log: { change: Map<string, unknown>; importId: number; last: number; undone: boolean }[] = [];
        const start = await look();
        for (const rows of imports) {
          const now = await look();
          const csv = rows.map(({ who, action, title }) => `${ids[who]},${action},${title}\n`).join('');
          const { importId, operationId } = await here.import(`contact_id,action,title\n${csv}`, {
            choices: { archived: 'restore' },
          });
          const change = new Map<string, unknown>();
          for (const { who, action, title } of rows) {
            const { archived, title: before } = now[who]!;
            const isEdited = title !== before;
            const turned = action === '' ? archived && !isEdited : action === 'archive';
            if (isEdited) change.set(`${who} title`, title);
            if (turned !== archived) change.set(`${who} archived`, turned);
          }
          log.push({ change, importId, last: operationId, undone: false });
        }
        const expected = () =>
          start.map((cells, who) => {
            const standing = log.filter(({ undone }) => !undone).map(({ change }) => change);
            const latest = (field: 'archived' | 'title') =>
              standing.findLast((change) => change.has(`${who} ${field}`))?.get(`${who} ${field}`) ??
              cells[field];
            return { archived: latest('archived'), title: latest('title') };
          });
        expect(await look()).toEqual(expected());
        for (const flip of flips) {
          const entry = log[flip % log.length]!;
          entry.last = (await here.undo({ importId: entry.importId, operationId: entry.last })).operationId;
          entry.undone = !entry.undone;
          expect(await look()).toEqual(expected());
        }
      },
    );
    await fc.assert(property, { numRuns: runs(3), seed: seed() });
  },
  timeLimit(60_000),
);
