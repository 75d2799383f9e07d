// Moving end users to another organization: a change like any other, which a file makes only if a member chose so.
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
  const beta = await here.organization('Beta');
  const people = [
    { name: 'Ana Núñez', email: 'ana@x.example', title: 'Engineer' },
    { name: 'Bo Li', email: 'bo@x.example', title: 'CTO' },
  ];
  await here.import(toCsv(people.map((person) => ({ customer_id: acme, ...person }))));
  await here.import(toCsv([{ customer_id: beta, name: 'Cy Young', email: 'cy@x.example' }]));
  const [ana, bo, cy] = (await here.endUsers()).map(({ id }) => id) as [number, number, number];
  /** The organization of each end user. */
  const where = async () =>
    (await here.endUsers()).map(({ organizationId }) => (organizationId === acme ? 'Acme' : 'Beta'));
  const moving = { choices: { otherOrganizations: 'move' } } as const;
  const move = (id: number, to: number) => here.import(`customer_id,contact_id\n${to},${id}\n`, moving);
  const acmeOnly = { id: acme, name: 'Acme' };
  return { here, acme, beta, ana, bo, cy, where, moving, move, acmeOnly };
}

test('a row with another customer_id is left out until a member chooses to move', async () => {
  const { here, acme, beta, ana, where } = await office();
  const planned = await here.plan(`customer_id,contact_id,title\n${beta},${ana},Boss\n`);
  expect(planned.plan).toMatchObject({
    updated: 0,
    leftOut: 1,
    choiceCounts: { otherOrganizations: 1 },
    otherOrganizations: [{ line: 2, text: `Ana Núñez · ${ana}: from Acme · ${acme} to Beta · ${beta}` }],
    problems: [{ line: 2, text: `contact_id ${ana} belongs to organization ${acme}, not to ${beta}` }],
  });
  const moving = await here.choose(planned, { otherOrganizations: 'move' });
  expect(moving.plan).toMatchObject({
    updated: 1,
    cells: 2,
    leftOut: 0,
    turned: { moved: 1, alone: 0 },
    choiceCounts: { otherOrganizations: 1 },
    organizations: [
      { name: 'Beta', updated: 1, movedHere: 1 },
      { name: 'Acme', updated: 0, movedAway: 1 },
    ],
    changes: [
      { field: 'title', now: 'Engineer', willBe: 'Boss' },
      { field: 'organization_id', now: `Acme · ${acme}`, willBe: `Beta · ${beta}` },
    ],
  });
  const applied = (await here.apply(moving))!;
  expect(await where()).toEqual(['Beta', 'Acme', 'Beta']);
  expect((await here.export(beta)).csv).toContain('Ana');
  expect((await here.export(acme)).csv).not.toContain('Ana');
  await here.undo(applied);
  expect(await where()).toEqual(['Acme', 'Acme', 'Beta']);
  expect((await here.endUsers())[0]).toMatchObject({ title: 'Engineer' });
});

test('an end user who is moved and changes nothing else is counted as moved only', async () => {
  const { here, beta, ana, bo, moving } = await office();
  const { plan } = await here.plan(`customer_id,contact_id\n${beta},${ana}\n${beta},${bo}\n`, moving);
  expect(plan).toMatchObject({
    updated: 2,
    turned: { archived: 0, restored: 0, moved: 2, alone: 2 },
    organizations: [
      { name: 'Acme', updated: 0, movedAway: 2 },
      { name: 'Beta', updated: 0, movedHere: 2 },
    ],
  });
});

test('an organization that does not exist stays a problem of its row', async () => {
  const { here, ana, moving } = await office();
  const { plan } = await here.plan(`customer_id,contact_id\n999999,${ana}\n`, moving);
  expect(plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { otherOrganizations: 0 } });
  expect(plan.problems[0]!.text).toBe("organization 999999 doesn't exist");
});

test('where stored data must not be shown, the reason does not name the other organization', async () => {
  const { here, beta, ana } = await office();
  const { plan } = await here.plan(`customer_id,contact_id\n${beta},${ana}\n`, { redacted: true });
  expect(plan.problems[0]!.text).toBe(`the end user belongs to another organization, not to ${beta}`);
});

test.each([['the export of all'], ['the export of the organization']])(
  'a stale file made from %s moves nobody back unseen, and its other edits count',
  async (which) => {
    const { here, acme, beta, ana, move, where, acmeOnly } = await office();
    const isOne = which === 'the export of the organization';
    const base = await here.export(isOne ? acme : null);
    await move(ana, beta);
    const options = { base, ...(isOne && { baseOrganization: acmeOnly }) };
    const same = await here.plan(base.csv, options);
    expect(same.plan).toMatchObject({ updated: 0, leftOut: 0, missing: 0, staleCells: 1 });
    const boss = edited(base.csv, ({ contact_id: id }) => (id === String(ana) ? { title: 'Boss' } : {}));
    const planned = await here.plan(boss, options);
    expect(planned.plan).toMatchObject({
      updated: 1,
      cells: 1,
      leftOut: 0,
      choiceCounts: { otherOrganizations: 0 },
    });
    expect(planned.plan.organizations).toEqual([expect.objectContaining({ name: 'Beta', updated: 1 })]);
    await here.apply(planned);
    expect(await where()).toEqual(['Beta', 'Acme', 'Beta']);
    expect((await here.endUsers())[0]).toMatchObject({ title: 'Boss' });
  },
);

test('both moved an end user since the export: a conflict, which keeps the current organization', async () => {
  const { here, acme, beta, ana, move, where } = await office();
  const gamma = await here.organization('Gamma');
  const base = await here.export();
  await move(ana, beta);
  const csv = edited(base.csv, ({ contact_id: id }) =>
    id === String(ana) ? { customer_id: gamma, title: 'Boss' } : {},
  );
  const planned = await here.plan(csv, { base });
  expect(planned.plan).toMatchObject({
    updated: 1,
    cells: 1,
    leftOut: 0,
    choiceCounts: { conflicts: 1, otherOrganizations: 0 },
    conflicts: [
      {
        field: 'organization_id',
        was: `Acme · ${acme}`,
        here: `Beta · ${beta}`,
        inFile: `Gamma · ${gamma}`,
      },
    ],
  });
  const usingFile = await here.choose(planned, { conflicts: 'use file' });
  expect(usingFile.plan).toMatchObject({ leftOut: 1, choiceCounts: { otherOrganizations: 1 } });
  await here.apply(await here.choose(usingFile, { otherOrganizations: 'move' }));
  expect((await here.endUsers())[0]).toMatchObject({ organizationId: gamma, title: 'Boss' });
  expect(await where()).toHaveLength(3);
});

test('without a merge base, an organization that the end user has left is an older value', async () => {
  const { here, acme, beta, ana, move, where } = await office();
  await move(ana, beta);
  const old = `customer_id,contact_id,title\n${acme},${ana},Boss\n`;
  const planned = await here.plan(old, { choices: { olderValues: 'keep', otherOrganizations: 'move' } });
  expect(planned.plan).toMatchObject({
    updated: 1,
    cells: 1,
    leftOut: 0,
    choiceCounts: { olderValues: 1, otherOrganizations: 0 },
    olderValues: [{ field: 'organization_id', here: `Beta · ${beta}`, inFile: `Acme · ${acme}` }],
  });
  await here.apply(planned);
  expect(await where()).toEqual(['Beta', 'Acme', 'Beta']);
  const back = await here.plan(old, { choices: { olderValues: 'use file', otherOrganizations: 'move' } });
  expect(back.plan).toMatchObject({ updated: 1, turned: { moved: 1 } });
});

test("whoever came since was not in the organization's export: the history judges their row", async () => {
  const { here, acme, cy, move, acmeOnly } = await office();
  const base = await here.export(acme);
  await here.import(`contact_id,title\n${cy},First\n`);
  await here.import(`contact_id,title\n${cy},Second\n`);
  await move(cy, acme);
  const pasted = edited(base.csv, () => ({}), [
    { customer_id: acme, contact_id: cy, name: 'Cy Young', email: 'cy@x.example', title: 'First' },
  ]);
  const options = { base, baseOrganization: acmeOnly, choices: { olderValues: 'keep' } } as const;
  const { plan } = await here.plan(pasted, options);
  expect(plan).toMatchObject({ updated: 0, leftOut: 0, choiceCounts: { olderValues: 1, conflicts: 0 } });
  const without = await here.plan(base.csv, options);
  expect(without.plan).toMatchObject({ updated: 0, missing: 0 });
  const oneLess = edited(base.csv, ({ name }) => (name === 'Bo Li' ? null : {}));
  expect((await here.plan(oneLess, options)).plan).toMatchObject({ missing: 1 });
});

test('an export of the past has everybody in the organization of then', async () => {
  const { here, acme, beta, ana, bo, move } = await office();
  const [ofAcme, ofBeta, ofAll] = [await here.export(acme), await here.export(beta), await here.export()];
  const { importId } = await move(ana, beta);
  await here.import(`contact_id,title\n${ana},Boss\n${bo},Boss\n`);
  const then = { moment: { beforeImport: importId } };
  expect((await here.export(acme, then)).csv).toBe(ofAcme.csv);
  expect((await here.export(beta, then)).csv).toBe(ofBeta.csv);
  expect((await here.export(null, then)).csv).toBe(ofAll.csv);
});

test('whoever looks the same in the other organization is named', async () => {
  const { here, acme, beta, ana, moving } = await office();
  await here.import(toCsv([{ customer_id: beta, name: 'Ana N.', email: 'ANA@x.example' }]));
  const other = (await here.endUsers()).at(-1)!;
  const file = `customer_id,contact_id\n${beta},${ana}\n`;
  const planned = await here.plan(file, { choices: { ...moving.choices, otherPeople: 'leave out' } });
  expect(planned.plan).toMatchObject({
    updated: 0,
    leftOut: 1,
    choiceCounts: { otherPeople: 1 },
    problems: [
      { line: 2, text: `has the email of another end user of the new organization, Ana N. · ${other.id}` },
    ],
  });
  await here.apply(await here.choose(planned, { otherPeople: 'write' }));
  expect((await here.endUsers())[0]).toMatchObject({ organizationId: beta });
  expect(acme).not.toBe(beta);
});

test('the same name and phone, and two who change places, are told apart', async () => {
  const { here, acme, beta, moving } = await office();
  const same = { name: 'Di Ro', phone: '555 0100' };
  await here.import(toCsv([acme, beta].map((customer_id) => ({ customer_id, ...same }))));
  const [one, two] = (await here.endUsers()).slice(-2).map(({ id }) => id) as [number, number];
  const careful = { choices: { ...moving.choices, otherPeople: 'leave out' } } as const;
  const alone = await here.plan(`customer_id,contact_id\n${beta},${one}\n`, careful);
  expect(alone.plan.problems[0]!.text).toContain(
    'has the name and phone of another end user of the new organization',
  );
  const both = await here.plan(`customer_id,contact_id\n${beta},${one}\n${acme},${two}\n`, careful);
  expect(both.plan).toMatchObject({ updated: 2, leftOut: 0, turned: { moved: 2 } });
});

test('a new row that looks like someone who is moved there is a duplicate candidate', async () => {
  const { here, beta, ana } = await office();
  const csv = `customer_id,contact_id,email\n${beta},${ana},ana@x.example\n${beta},,ana@x.example\n`;
  const planned = await here.plan(csv, { choices: { otherOrganizations: 'move', lookAlikes: 'leave out' } });
  expect(planned.plan).toMatchObject({ updated: 1, created: 0, choiceCounts: { lookAlikes: 1 } });
});

test('the field can be left out, and an organization is left out with those who leave it', async () => {
  const { here, acme, beta, ana, bo, moving } = await office();
  const planned = await here.plan(
    `customer_id,contact_id,title\n${beta},${ana},Boss\n${beta},${bo},CTO\n`,
    moving,
  );
  const without = await here.leaveOut(planned, { fields: ['organization_id'] });
  expect(without.plan).toMatchObject({
    updated: 1,
    cells: 1,
    leftOut: 1,
    organizations: [{ name: 'Acme', updated: 1 }],
    leftOutByMember: { parts: [{ what: 'field', name: 'organization', cells: 2 }] },
  });
  const staying = await here.leaveOut(planned, { organizations: [acme] });
  expect(staying.plan).toMatchObject({
    updated: 0,
    leftOut: 2,
    leftOutByMember: { parts: [{ what: 'organization', name: 'Acme', endUsers: 2 }] },
  });
  await here.apply(without);
  expect((await here.endUsers())[0]).toMatchObject({ organizationId: acme, title: 'Boss' });
});

test('all cells name the organizations, in the plan and in the result', async () => {
  const { here, acme, beta, ana, moving } = await office();
  const planned = await here.plan(`customer_id,contact_id\n${beta},${ana}\n`, moving);
  const cell = `${ana},Ana Núñez,organization,Acme · ${acme},Beta · ${beta},`;
  expect(await here.allCells(planned)).toContain(`2,${cell}\r\n`);
  expect(await here.allCells((await here.apply(planned))!)).toContain(`,${cell}\r\n`);
});

test('an undo moves back, except whoever was moved on since, until that is undone as well', async () => {
  const { here, beta, ana, bo, moving, move, where } = await office();
  const gamma = await here.organization('Gamma');
  const first = await here.import(`customer_id,contact_id\n${beta},${ana}\n${beta},${bo}\n`, moving);
  const second = await move(ana, gamma);
  const undone = await here.undo(first);
  expect(undone).toMatchObject({
    counts: { cells: 1, endUsers: 1, keptCells: 1 },
    kept: [{ endUserId: ana, field: 'organization_id', now: `Gamma · ${gamma}` }],
  });
  await here.undo(second);
  expect(await where()).toEqual(['Acme', 'Acme', 'Beta']);
});

test.each(['undo', 'redo'])(
  'the %s moves nobody to where someone looks like them by now, until they go',
  async (direction) => {
    const { here, acme, beta, ana, where } = await office();
    const moved = await here.import(`customer_id,contact_id,title\n${beta},${ana},Boss\n`, {
      choices: { otherOrganizations: 'move' },
    });
    let last = moved.operationId;
    const flip = async () => {
      const undone = await here.undo({ importId: moved.importId, operationId: last });
      last = undone.operationId;
      return undone;
    };
    if (direction === 'redo') await flip();
    const [there, name] = direction === 'undo' ? [acme, 'Acme'] : [beta, 'Beta'];
    const stays = direction === 'undo' ? 'Beta' : 'Acme';
    const other = await here.import(toCsv([{ customer_id: there, name: 'Anna', email: 'Ana@X.example' }]));
    const anna = (await here.endUsers()).at(-1)!;
    expect(await flip()).toMatchObject({
      counts: { cells: 1, endUsers: 1 },
      movesNotRestored: {
        count: 1,
        first: [
          {
            endUserId: ana,
            endUser: 'Ana Núñez',
            organization: `${name} · ${there}`,
            like: { endUserId: anna.id, endUser: 'Anna' },
          },
        ],
      },
    });
    expect((await where())[0]).toBe(stays);
    expect(await here.undo(other)).toMatchObject({ counts: { removed: 1, cells: 1 } });
    expect((await where())[0]).toBe(name);
  },
);

test('whoever was changed elsewhere is not moved back to someone who looks like that', async () => {
  const { here, beta, ana, bo, move, where } = await office();
  const moved = await move(ana, beta);
  const edited = await here.import(`contact_id,email\n${ana},bo@x.example\n`);
  expect(await here.undo(moved)).toMatchObject({
    counts: { cells: 0 },
    movesNotRestored: { count: 1, first: [{ endUserId: ana, like: { endUserId: bo } }] },
  });
  expect((await where())[0]).toBe('Beta');
  await here.undo(edited);
  expect((await where())[0]).toBe('Acme');
  expect((await here.endUsers())[0]).toMatchObject({ email: 'ana@x.example' });
});

test('whoever was there side by side, looking alike, is moved back', async () => {
  const { here, acme, beta, ana, move, where } = await office();
  await here.import(toCsv([{ customer_id: acme, name: 'Anna', email: 'ana@x.example' }]));
  const moved = await move(ana, beta);
  expect(await here.undo(moved)).toMatchObject({ counts: { cells: 1 }, movesNotRestored: { count: 0 } });
  expect((await where())[0]).toBe('Acme');
});

test('a plan that was approved is made again when its end user is moved meanwhile', async () => {
  const { here, beta, ana, bo, moving, move } = await office();
  const gamma = await here.organization('Gamma');
  const planned = await here.plan(`customer_id,contact_id\n${beta},${ana}\n${beta},${bo}\n`, moving);
  await move(ana, gamma);
  expect(await here.apply(planned)).toBeNull();
});

test('an archived end user is moved only with a member who restores them', async () => {
  const { here, beta, ana, moving } = await office();
  await here.import(`contact_id,action\n${ana},archive\n`);
  const planned = await here.plan(`customer_id,contact_id\n${beta},${ana}\n`, moving);
  expect(planned.plan).toMatchObject({ updated: 0, choiceCounts: { archived: 1, otherOrganizations: 1 } });
  const both = await here.choose(planned, { archived: 'restore' });
  expect(both.plan).toMatchObject({ updated: 1, turned: { restored: 1, moved: 1, alone: 1 } });
});

type Cells = { readonly title: string; readonly archived: boolean; readonly organization: number };

test(
  'whoever is created, changed, archived, restored, and moved, with undos and redos in any order, is as the changes that stand say',
  async () => {
    const row = fc.record({
      who: fc.nat({ max: 4 }),
      action: fc.constantFrom('archive', 'restore', '', ''),
      title: fc.constantFrom('a', 'b', 'c'),
      organization: fc.constantFrom(0, 1, null),
    });
    const rows = fc.uniqueArray(row, { maxLength: 3, selector: ({ who }) => who });
    const step = fc.oneof(
      { weight: 2, arbitrary: fc.record({ created: fc.nat({ max: 2 }), rows }) },
      { weight: 3, arbitrary: fc.record({ flip: fc.nat() }) },
    );
    const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
      const here = await createTestWorkspace(db, `T${++workspaces}`);
      const organizations = [await here.organization('Acme'), await here.organization('Beta')] as const;
      type Entry = { importId: number; last: number; undone: boolean; changes: Map<number, Partial<Cells>> };
      const log: Entry[] = [];
      const people = new Map<number, { createdIn: Entry; start: Cells }>();
      const look = async () =>
        new Map(
          (await here.endUsers()).map(({ id, archived, title, organizationId }) => [
            id,
            { title: title!, archived, organization: organizationId },
          ]),
        );
      const expected = () => {
        const there = [...people].flatMap(([id, { createdIn, start }]): [number, Cells][] => {
          const changes = log.filter(({ undone }) => !undone).flatMap(({ changes }) => changes.get(id) ?? []);
          if (createdIn.undone && changes.length === 0) return [];
          return [[id, Object.assign({}, start, ...changes) as Cells]];
        });
        return new Map(there);
      };
      let names = 0;
      for (const step of [{ created: 2, rows: [] }, ...steps]) {
        if ('flip' in step) {
          const entry = log[step.flip % log.length]!;
          entry.last = (await here.undo({ importId: entry.importId, operationId: entry.last })).operationId;
          entry.undone = !entry.undone;
        } else {
          const now = await look();
          const lines: string[] = [];
          const changes: Entry['changes'] = new Map();
          for (const { who, action, title, organization } of step.rows) {
            const [id, cells] = [...now][who] ?? [];
            if (id === undefined || !cells) continue;
            const to = organization === null ? cells.organization : organizations[organization]!;
            lines.push(`${organization === null ? '' : to},${id},,${action},${title}`);
            const isChanged = title !== cells.title || to !== cells.organization;
            const archived = action === '' ? cells.archived && !isChanged : action === 'archive';
            const change = {
              ...(title !== cells.title && { title }),
              ...(archived !== cells.archived && { archived }),
              ...(to !== cells.organization && { organization: to }),
            };
            if (Object.keys(change).length > 0) changes.set(id, change);
          }
          for (let at = 0; at < step.created; at++) lines.push(`${organizations[names % 2]},,P${++names},,a`);
          if (lines.length === 0) continue;
          const csv = `customer_id,contact_id,name,action,title\n${lines.join('\n')}\n`;
          const { importId, operationId: last } = await here.import(csv, {
            choices: { archived: 'restore', otherOrganizations: 'move' },
          });
          const entry = { importId, last, undone: false, changes };
          log.push(entry);
          for (const [id, start] of await look())
            if (!people.has(id)) people.set(id, { createdIn: entry, start });
        }
        expect(await look()).toEqual(expected());
      }
      // Once everything is undone, nobody is left; once everything is redone, everything is as the changes say.
      for (const undone of [true, false])
        for (const entry of log.filter((each) => each.undone !== undone)) {
          entry.last = (await here.undo({ importId: entry.importId, operationId: entry.last })).operationId;
          entry.undone = undone;
          expect(await look()).toEqual(expected());
        }
    });
    await fc.assert(property, { numRuns: runs(5), seed: seed() });
  },
  timeLimit(120_000),
);
