// Undo is a property of each change: the order of undos and redos doesn't matter.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { runs, seed, timeLimit } from '../runs.ts';
import { toCsv } from './csv.ts';
import { type Applied, createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
const cases = { numRuns: runs(12), seed: seed() };
let workspaces = 0;

type Undoable = Pick<Applied, 'importId' | 'operationId'>;

async function createHere() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  /** What each import did last. */
  const last = new Map<number, number>();
  return {
    here,
    acme,
    async import(rows: Parameters<typeof toCsv>[0]): Promise<Applied> {
      const applied = await here.import(toCsv(rows));
      last.set(applied.importId, applied.operationId);
      return applied;
    },
    /** Undoes an import, or redoes it if it is undone. */
    async flip({ importId }: Undoable) {
      const undone = await here.undo({ importId, operationId: last.get(importId)! });
      last.set(importId, undone.operationId);
      return undone;
    },
    look: async () => (await here.endUsers()).map(({ updatedAt: _, ...rest }) => rest),
    csv: async () => (await here.export()).csv,
    editByHand: (endUserId: number, title: string) => here.editByHand(endUserId, { title }),
  };
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];

test.each(orders)(
  'three overlapping imports undone in the order %i, %i, %i leave nothing',
  async (...order) => {
    const { here, acme, import: share, flip, csv } = await createHere();
    await share([{ customer_id: acme, name: 'Ana', title: 'a', city: 'Boston', custom_fields: '{"k":0}' }]);
    const [ana] = await here.endUsers();
    const before = await csv();
    const imports = [
      await share([{ contact_id: ana!.id, title: 'b', city: 'Kyiv', custom_fields: '{"k":1}' }]),
      await share([{ contact_id: ana!.id, title: 'c', custom_fields: '{"k":2,"l":2}' }]),
      await share([{ contact_id: ana!.id, title: 'd', city: 'Leeds', custom_fields: '{"l":3}' }]),
    ];
    const after = await csv();
    for (const at of order) await flip(imports[at]!);
    expect(await csv()).toBe(before);
    for (const at of order) await flip(imports[at]!);
    expect(await csv()).toBe(after);
  },
);

test('an undo keeps a created end user until the edit that spared them is undone', async () => {
  const { here, acme, import: share, flip, look } = await createHere();
  const created = await share([{ customer_id: acme, name: 'Ana', title: 'a' }]);
  const [ana] = await here.endUsers();
  const edit = await share([{ contact_id: ana!.id, title: 'b' }]);
  expect(await flip(created)).toMatchObject({ counts: { keptEndUsers: 1 }, keptBy: edit.importId });
  expect(await look()).toMatchObject([{ title: 'b' }]);
  expect(await flip(edit)).toMatchObject({ counts: { removed: 1 } });
  expect(await look()).toEqual([]);
  await flip(edit);
  expect(await look()).toMatchObject([{ title: 'b' }]);
  await flip(created);
  await flip(edit);
  expect(await look()).toMatchObject([{ title: 'a' }]);
});

test('an end user who was imported again is not restored by a redo, and is named', async () => {
  const { here, acme, import: share, flip } = await createHere();
  const person = { customer_id: acme, name: 'Zoë Weiß', email: 'zoe@acme.example' };
  const created = await share([person, { customer_id: acme, name: 'Bo', email: 'bo@acme.example' }]);
  await flip(created);
  await share([{ ...person, name: 'Zoe Weiss', email: ' Zoe@acme.example' }]);
  const [zoe] = await here.endUsers();
  const redone = await flip(created);
  expect(redone).toMatchObject({
    counts: { restored: 1 },
    notRestored: {
      count: 1,
      first: [{ endUser: 'Zoë Weiß', like: { endUserId: zoe!.id, endUser: 'Zoe Weiss' } }],
    },
  });
  expect((await here.endUsers()).map(({ name }) => name)).toEqual(['Bo', 'Zoe Weiss']);
});

test.each([
  [{ name: 'Ana', phone: '+1 555-1' }, { name: 'ANA ', mobile: '(1) 5551' }, true],
  [{ name: 'Ana', phone: '+1 555-1' }, { name: 'Ana', phone: '1 555 2' }, false],
  [{ name: 'Ana', title: 'a' }, { name: 'Ana', title: 'b' }, true],
  [{ name: 'Ana', title: 'a' }, { name: 'Ana', email: 'ana@acme.example' }, true],
])('a redo after a re-import of %o as %o', async (before, since, isSame) => {
  const { here, acme, import: share, flip } = await createHere();
  const created = await share([{ customer_id: acme, ...before }]);
  await flip(created);
  await share([{ customer_id: acme, ...since }]);
  const { notRestored } = await flip(created);
  expect(notRestored.count).toBe(isSame ? 1 : 0);
  expect(await here.endUsers()).toHaveLength(isSame ? 1 : 2);
});

test('end users who looked like others when they were created are restored', async () => {
  const { here, acme, import: share, flip } = await createHere();
  await share([{ customer_id: acme, name: 'Ana', email: 'ana@acme.example' }]);
  const created = await share(
    [1, 2].map((n) => ({ customer_id: acme, name: `Ana ${n}`, email: 'ana@acme.example' })),
  );
  await flip(created);
  expect(await flip(created)).toMatchObject({ counts: { restored: 2 }, notRestored: { count: 0 } });
  expect(await here.endUsers()).toHaveLength(3);
});

test('a fixed row that was undone, shared again, and redone exists once, and is the same end user again later', async () => {
  const { here, acme, import: share, flip } = await createHere();
  const fixed = { customer_id: acme, import_ref: '184-L7', name: 'Eve', city: 'Kyiv' };
  const first = await share([fixed]);
  const [eve] = await here.endUsers();
  await flip(first);
  const again = await share([{ ...fixed, name: 'Eva', city: 'Leeds' }]);
  expect(await flip(first)).toMatchObject({ counts: { restored: 0 }, notRestored: { count: 1 } });
  expect(await here.endUsers()).toMatchObject([{ name: 'Eva' }]);

  await flip(first);
  await flip(again);
  await flip(first);
  expect(await here.endUsers()).toMatchObject([{ id: eve!.id, name: 'Eve' }]);
  expect((await here.plan(toCsv([fixed]))).plan).toMatchObject({ created: 0, unchanged: 1 });
});

test('an end user whom a redo could not restore, with a redone edit, is restored when who looks like them goes', async () => {
  const { here, acme, import: share, flip, csv } = await createHere();
  const person = { customer_id: acme, name: 'Cy', email: 'cy@acme.example' };
  const created = await share([{ ...person, title: 'CEO' }]);
  const [cy] = await here.endUsers();
  const edit = await share([{ contact_id: cy!.id, phone: '555' }]);
  const before = await csv();
  for (const each of [edit, created]) await flip(each);
  const again = await share([person]);
  expect(await flip(created)).toMatchObject({ counts: { restored: 0 }, notRestored: { count: 1 } });
  expect(await flip(edit)).toMatchObject({ counts: { restored: 0 }, notRestored: { count: 1 } });
  expect(await flip(again)).toMatchObject({ counts: { removed: 1, restored: 1 }, notRestored: { count: 0 } });
  expect(await csv()).toBe(before);
  expect(await flip(again)).toMatchObject({ notRestored: { first: [{ like: { endUserId: cy!.id } }] } });
  for (const each of [created, edit]) await flip(each);
  expect(await here.endUsers()).toMatchObject([{ name: 'Cy', title: null }]);
});

test('of two who could not be restored, one is restored when who looks like them goes', async () => {
  const { here, acme, import: share, flip } = await createHere();
  const person = { customer_id: acme, name: 'Cy', email: 'cy@acme.example' };
  const imports: Applied[] = [];
  for (const title of ['a', 'b', 'c']) {
    imports.push(await share([{ ...person, title }]));
    if (title !== 'c') await flip(imports.at(-1)!);
  }
  const [first, second, third] = imports as [Applied, Applied, Applied];
  for (const each of [first, second]) expect(await flip(each)).toMatchObject({ notRestored: { count: 1 } });
  const title = async () => (await here.endUsers()).map((found) => found.title);
  expect(await title()).toEqual(['c']);
  await flip(third);
  expect(await title()).toEqual(['a']);
  await flip(first);
  expect(await title()).toEqual(['b']);
  await flip(second);
  expect(await title()).toEqual([]);
});

test('two whom a member has accepted side by side are both restored, in any order', async () => {
  const { here, acme, import: share, flip, csv } = await createHere();
  const person = { customer_id: acme, name: 'Cy', email: 'cy@acme.example' };
  const imports = [await share([person]), await share([{ ...person, title: 'b' }])] as const;
  const before = await csv();
  for (const order of [[0], [1], [0, 1], [1, 0]] as const) {
    for (const at of order) await flip(imports[at]);
    for (const at of order) expect(await flip(imports[at])).toMatchObject({ notRestored: { count: 0 } });
    expect(await csv()).toBe(before);
  }
  expect(await here.endUsers()).toHaveLength(2);
});

test.each(['redo', 'undo'])(
  'an email that someone else has by now is not written back by the %s, until they go',
  async (direction) => {
    const { here, acme, import: share, flip } = await createHere();
    await share([{ customer_id: acme, name: 'Ana', email: 'ana@acme.example' }]);
    const [ana] = await here.endUsers();
    const edit = await share([{ contact_id: ana!.id, email: 'new@acme.example', title: 'CTO' }]);
    if (direction === 'redo') await flip(edit);
    const [kept, taken] = ['ana@acme.example', 'new@acme.example'];
    const [now, owed] = direction === 'redo' ? [kept, taken] : [taken, kept];
    const bo = await share([{ customer_id: acme, name: 'Bo', email: owed.toUpperCase() }]);
    const [, other] = await here.endUsers();
    expect(await flip(edit)).toMatchObject({
      counts: { cells: 1, endUsers: 1 },
      emailsNotRestored: {
        count: 1,
        first: [
          { endUserId: ana!.id, endUser: 'Ana', email: owed, like: { endUserId: other!.id, endUser: 'Bo' } },
        ],
      },
    });
    expect(await here.endUsers()).toMatchObject([
      { email: now, title: direction === 'redo' ? 'CTO' : null },
      {},
    ]);
    expect(await flip(bo)).toMatchObject({
      counts: { removed: 1, cells: 1, endUsers: 1 },
      emailsNotRestored: { count: 0 },
    });
    expect(await here.endUsers()).toMatchObject([{ email: owed }]);
    expect(await flip(bo)).toMatchObject({ notRestored: { count: 1 } });
  },
);

test('an email is written back once the other end user has another one', async () => {
  const { here, acme, import: share, flip } = await createHere();
  await share(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, email: `${name}@acme.example` })));
  const [ana, bo] = await here.endUsers();
  const edit = await share([{ contact_id: ana!.id, email: 'shared@acme.example' }]);
  await flip(edit);
  const other = await share([{ contact_id: bo!.id, email: 'shared@acme.example' }]);
  expect(await flip(edit)).toMatchObject({ counts: { cells: 0 }, emailsNotRestored: { count: 1 } });
  expect(await flip(other)).toMatchObject({ counts: { cells: 2, endUsers: 2 } });
  expect(await here.endUsers()).toMatchObject([
    { email: 'shared@acme.example' },
    { email: 'Bo@acme.example' },
  ]);
});

test('emails that two end users exchanged are undone and redone', async () => {
  const { here, acme, import: share, flip, csv } = await createHere();
  await share(['Ana', 'Bo'].map((name) => ({ customer_id: acme, name, email: `${name}@acme.example` })));
  const [ana, bo] = await here.endUsers();
  const before = await csv();
  const edit = await share([
    { contact_id: ana!.id, email: bo!.email },
    { contact_id: bo!.id, email: ana!.email },
  ]);
  const after = await csv();
  for (const expected of [before, after, before]) {
    expect(await flip(edit)).toMatchObject({ counts: { cells: 2 }, emailsNotRestored: { count: 0 } });
    expect(await csv()).toBe(expected);
  }
});

test('a redo says what a later change keeps, until that is undone as well', async () => {
  const { here, acme, import: share, flip, look } = await createHere();
  await share([{ customer_id: acme, name: 'Ana', title: 'a' }]);
  const [ana] = await here.endUsers();
  const first = await share([{ contact_id: ana!.id, title: 'b' }]);
  await flip(first);
  const second = await share([{ contact_id: ana!.id, title: 'c' }]);
  expect(await flip(first)).toMatchObject({ counts: { keptCells: 1 }, keptBy: second.importId });
  await flip(second);
  expect(await look()).toMatchObject([{ title: 'b' }]);
});

const cell = fc.constantFrom('', 'a', 'b', 'c');
const who = fc.nat(3);
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('edit' as const), who, title: cell, city: cell, k: cell }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('create' as const), title: cell }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('hand' as const), who, title: fc.constantFrom('x', 'y') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat(9), title: cell }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('flip' as const), which: fc.nat(9) }) },
);

type Cells = Readonly<Record<string, string | null>>;
type Done = {
  importId: number | null;
  undone: boolean;
  created: Map<number, Cells>;
  changed: Map<number, Cells>;
};

/** What the algebra says: of each cell, the latest change that stands; people exist while any change of them stands. */
function derive(done: readonly Done[]): Map<number, Cells> {
  const people = new Map<number, Cells>();
  for (const id of done.flatMap(({ created }) => [...created.keys()])) {
    const creation = done.find(({ created }) => created.has(id))!;
    const standing = done.filter(({ undone, changed }) => !undone && changed.has(id));
    if (creation.undone && standing.length === 0) continue;
    people.set(
      id,
      Object.assign({}, creation.created.get(id), ...standing.map(({ changed }) => changed.get(id))),
    );
  }
  return people;
}

/** Pairs of end users with the same name. */
function pairsIn(people: ReadonlyMap<number, Cells>): string[] {
  const all = [...people];
  return all.flatMap(([one, { name }]) =>
    all.filter(([other, cells]) => other > one && cells.name === name).map(([other]) => `${one} ${other}`),
  );
}

test(
  'any order of undo and redo ends where the algebra says, and undoing everything restores the earlier export',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        const { here, acme, import: share, flip, csv, editByHand } = await createHere();
        const done: Done[] = [];
        const cellsOf = (person: Awaited<ReturnType<typeof here.endUsers>>[number]): Cells => ({
          name: person.name,
          title: person.title,
          city: person.city,
          k: ((person.custom_fields ?? {}) as Record<string, string>).k ?? null,
        });
        const cellsNow = async () =>
          new Map((await here.endUsers()).map((person) => [person.id, cellsOf(person)]));
        let people = 0;
        const nextName = () => `P${++people}`;
        const create = async (titles: readonly string[], name = nextName) => {
          const before = await cellsNow();
          const { importId } = await share(
            titles.map((title) => ({ customer_id: acme, name: name(), title })),
          );
          const created = new Map([...(await cellsNow())].filter(([id]) => !before.has(id)));
          done.push({ importId, undone: false, created, changed: new Map() });
        };
        const record = async (importId: number | null, before: Map<number, Cells>, id: number) => {
          const now = (await cellsNow()).get(id)!;
          const was = before.get(id)!;
          const cells = Object.fromEntries(Object.entries(now).filter(([key, value]) => was[key] !== value));
          const changed = Object.keys(cells).length > 0 ? new Map([[id, cells]]) : new Map();
          done.push({ importId, undone: false, created: new Map(), changed });
        };
        /** The pairs that have been there side by side. */
        const sideBySide = new Set<string>();
        /** Everybody is there whom the algebra says, except for those who would look like someone who came while they were gone. */
        const check = async () => {
          const [now, expected] = [await cellsNow(), derive(done)];
          for (const [id, { name }] of expected) {
            const blocks = ([other, cells]: [number, Cells]) =>
              cells.name === name && !sideBySide.has(`${Math.min(id, other)} ${Math.max(id, other)}`);
            if (!now.has(id) && [...now].some(blocks)) expected.delete(id);
          }
          expect(now).toEqual(expected);
          expect(pairsIn(now).filter((pair) => !sideBySide.has(pair))).toEqual([]);
        };
        await create(['a', 'b']);
        const base = await csv();
        done[0]!.importId = null;
        for (const next of steps) {
          const before = await cellsNow();
          const ids = [...before.keys()];
          if (next.kind === 'create') await create([next.title]);
          if (next.kind === 'again') {
            const names = done.flatMap(({ created }) => [...created.values()].map(({ name }) => name));
            await create([next.title], () => names[next.which % names.length]!);
            for (const pair of pairsIn(await cellsNow())) sideBySide.add(pair);
          }
          if (next.kind === 'edit') {
            const id = ids[next.who % ids.length]!;
            const { title, city, k } = next;
            const custom_fields = k ? `{"k":"${k}"}` : '';
            const { importId } = await share([{ contact_id: id, name: '', title, city, custom_fields }]);
            await record(importId, before, id);
          }
          if (next.kind === 'hand') {
            const id = ids[next.who % ids.length]!;
            if (before.get(id)!.title !== next.title) {
              await editByHand(id, next.title);
              await record(null, before, id);
            }
          }
          const imports = done.filter(({ importId }) => importId !== null);
          const picked = next.kind === 'flip' ? imports[next.which % imports.length] : undefined;
          if (picked) {
            await flip({ importId: picked.importId!, operationId: 0 });
            picked.undone = !picked.undone;
          }
          await check();
        }
        if (done.slice(1).some(({ importId }) => importId === null)) return;
        for (const each of done.slice(1)) {
          if (!each.undone) await flip({ importId: each.importId!, operationId: 0 });
        }
        expect(await csv()).toBe(base);
        for (const each of done.slice(1)) {
          await flip({ importId: each.importId!, operationId: 0 });
          each.undone = false;
        }
        await check();
      }),
      cases,
    );
  },
  timeLimit(400_000),
);
