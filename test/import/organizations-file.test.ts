// Files about organizations: create, rename, archive, and restore them; what is asked, left out, and undone.
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function start() {
  const it = await createTestWorkspace(db, `T${++workspaces}ORGS`);
  const acme = await it.organization('Acme Ltd');
  const beta = await it.organization('Beta GmbH');
  return { it, acme, beta };
}

describe('a file of organizations', () => {
  it('creates, renames, archives, and restores', async () => {
    const { it: at, acme, beta } = await start();
    const gone = await at.organization('Gone Inc');
    await at.import(`customer_id,action\n${gone},archive\n`);
    const planned = await at.plan(
      `customer_id,business_name,action,website\n${acme},Acme Holding,rename,x\n${beta},,archive,\n${gone},Gone Inc,restore,\n,Ceta SA,create,\n`,
    );
    expect(planned.plan).toMatchObject({
      subject: 'organizations',
      created: 1,
      updated: 3,
      leftOut: 0,
      turned: { archived: 1, restored: 1, alone: 2 },
      changes: [
        { endUserId: acme, endUser: 'Acme Ltd', field: 'name', now: 'Acme Ltd', willBe: 'Acme Holding' },
        { endUserId: beta, field: 'archived', now: 'false', willBe: 'true' },
        { endUserId: gone, field: 'archived', now: 'true', willBe: 'false' },
      ],
      newEndUsers: [{ line: 5, name: 'Ceta SA' }],
    });
    await at.apply(planned);
    const [, , , ceta] = await at.organizations();
    expect(await at.organizations()).toEqual([
      `${acme} Acme Holding`,
      `${beta} Beta GmbH (archived)`,
      `${gone} Gone Inc`,
      expect.stringMatching(/^\d+ Ceta SA$/),
    ]);
    expect(ceta).toBeDefined();
  });

  it('by name alone, finds existing ones and creates the others once', async () => {
    const { it: at } = await start();
    const { plan } = await at.plan('Company\nacme  ltd\nCeta\nCETA\nDelta\n');
    expect(plan).toMatchObject({ created: 2, unchanged: 2, leftOut: 0, updated: 0 });
  });

  it('counts the end users who go with an organization, and asks once more where they are many', async () => {
    const { it: at, acme, beta } = await start();
    const people = (of: number, count: number) =>
      Array.from({ length: count }, (_, i) => `${of},P${of}-${i}`).join('\n');
    await at.import(`customer_id,name\n${people(acme, 7)}\n${people(beta, 5)}\n`);
    const planned = await at.plan(`customer_id,action\n${acme},archive\n${beta},archive\n`);
    expect(planned.plan).toMatchObject({
      endUsers: 12,
      manyArchived: [{ organization: 'Acme Ltd', archived: 7, of: 7 }],
    });
    const applied = (await at.apply(planned))!;
    const [operation] = await db.execute(
      `select end_users::integer as count from operation where id = ${applied.operationId}`,
    );
    expect(operation).toEqual({ count: 12 });
  });

  it('keeps an organization that an undo may need to move somebody back', async () => {
    const { it: at, beta } = await start();
    const created = (await at.apply(await at.plan('business_name\nDelta\n')))!;
    const delta = Number((await at.organizations()).at(-1)!.split(' ')[0]);
    await at.import(`customer_id,name\n${delta},Ana\n`);
    const [ana] = await at.endUsers();
    const moved = (await at.apply(
      await at.plan(`customer_id,contact_id\n${beta},${ana!.id}\n`, {
        choices: { otherOrganizations: 'move' },
      }),
    ))!;
    await at.undo(created);
    await at.undo(moved);
    expect((await at.endUsers())[0]).toMatchObject({ organizationId: delta });
  });

  it('is about end users as soon as it has a column of theirs', async () => {
    const { it: at, acme } = await start();
    const { plan } = await at.plan(`customer_id,business_name,email\n${acme},Acme Ltd,ana@x.example\n`);
    expect(plan.subject).toBeUndefined();
  });

  it.each([
    ['999999,Nope', /organization 999999 doesn't exist/],
    ['x,Nope', /customer_id "x"/],
    [',', null],
    ['ACME,', /customer_id "ACME"/],
    ['BETA,acme ltd', /"acme ltd" is the name of organization \d+/],
    [`,${'x'.repeat(256)}`, /256 characters, but the limit is 255/],
    [',Acme Limited', /Acme Limited looks like Acme Ltd · \d+/],
    ['BETA,"Acme, Inc."', /Acme, Inc\. looks like Acme Ltd · \d+/],
    [',Cet� Ltd', /was damaged/],
  ])('leaves out %s', async (row, problem) => {
    const { it: at, beta } = await start();
    const { plan } = await at.plan(
      `customer_id,business_name\n${row.replace('BETA', String(beta))}\n,Zeta\n`,
      { choices: { lookAlikes: 'leave out' } },
    );
    expect(plan.created).toBe(1);
    expect(plan.leftOut).toBe(problem === null ? 0 : 1);
    if (problem !== null) expect(plan.problems[0]?.text).toMatch(problem);
  });

  it('asks about near names, archived ones and those of the same file, and creates them if told so', async () => {
    const { it: at, acme } = await start();
    await at.import(`customer_id,action\n${acme},archive\n`);
    const planned = await at.plan('business_name\nAcme Inc\nCeta GmbH\nCeta Ltd.\n', {
      choices: { lookAlikes: 'leave out' },
    });
    expect(planned.plan).toMatchObject({ created: 1, leftOut: 2, choiceCounts: { lookAlikes: 2 } });
    expect(planned.plan.problems.map(({ text }) => text)).toEqual([
      `Acme Inc looks like Acme Ltd · ${acme}, which is archived`,
      'Ceta Ltd. looks like line 3',
    ]);
    const anyway = await at.choose(planned, { lookAlikes: 'create' });
    expect(anyway.plan).toMatchObject({ created: 3, leftOut: 0 });
    await at.apply(anyway);
    expect(await at.organizations()).toHaveLength(5);
  });

  it('never gives two organizations one name, and never guesses between lines', async () => {
    const { it: at, acme, beta } = await start();
    const same = await at.plan(`customer_id,business_name\n${acme},Ceta\n${beta},ceta\n`);
    expect(same.plan).toMatchObject({ updated: 0, leftOut: 2 });
    expect(same.plan.problems[0]?.text).toBe('lines 2, 3 would give several organizations the same name');
    const twice = await at.plan(`customer_id,business_name\n${acme},Ceta\n${acme},Delta\n`);
    expect(twice.plan).toMatchObject({ updated: 0, leftOut: 2 });
    const swapped = await at.plan(`customer_id,business_name\n${acme},Beta GmbH\n${beta},Acme Ltd\n`);
    expect(swapped.plan).toMatchObject({ updated: 0, leftOut: 2 });
  });

  it('changes an archived organization only if a member says so', async () => {
    const { it: at, acme } = await start();
    await at.import(`customer_id,action\n${acme},archive\n`);
    const planned = await at.plan(`customer_id,business_name\n${acme},Acme Holding\n`);
    expect(planned.plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { archived: 1 } });
    await at.apply(await at.choose(planned, { archived: 'restore' }));
    expect((await at.organizations())[0]).toBe(`${acme} Acme Holding`);
  });

  it('creates rows with unknown ids as new ones if told so', async () => {
    const { it: at } = await start();
    const planned = await at.plan('customer_id,business_name\n999999,Nova\n');
    expect(planned.plan.choiceCounts.unknownIds).toBe(1);
    const created = await at.choose(planned, { unknownIds: 'create' });
    expect(created.plan).toMatchObject({ created: 1, leftOut: 0 });
  });

  it('does not apply a plan that is outdated', async () => {
    const { it: at, acme } = await start();
    const planned = await at.plan(`customer_id,business_name\n${acme},Acme Holding\n`);
    await at.renameByHand(acme, 'Acme Group');
    expect(await at.apply(planned)).toBeNull();
    const taken = await at.plan('business_name\nCeta\n');
    await at.organization('Ceta');
    expect(await at.apply(taken)).toBeNull();
  });

  it('a stale file renames nothing back, and a conflict is asked about', async () => {
    const { it: at, acme, beta } = await start();
    const base = await at.export();
    await at.renameByHand(acme, 'Acme Group');
    await at.renameByHand(beta, 'Beta AG');
    const file = `customer_id,business_name\n${acme},Acme Ltd\n${beta},Beta Ltd\n`;
    const planned = await at.plan(file, { base });
    expect(planned.plan).toMatchObject({ updated: 0, unchanged: 2, choiceCounts: { conflicts: 1 } });
    expect(planned.plan.conflicts).toEqual([
      {
        endUserId: beta,
        endUser: 'Beta AG',
        field: 'name',
        was: 'Beta GmbH',
        here: 'Beta AG',
        inFile: 'Beta Ltd',
      },
    ]);
    await at.apply(await at.choose(planned, { conflicts: 'use file' }));
    expect(await at.organizations()).toEqual([`${acme} Acme Group`, `${beta} Beta Ltd`]);
  });
});

describe('the problem file of a file of organizations', () => {
  it('comes back fixed, and twice does nothing twice', async () => {
    const { it: at, acme } = await start();
    const first = await at.import(`customer_id,business_name\n${acme},Acme Holding\n999999,Ceta\n`);
    expect(first.counts).toMatchObject({ updated: 1, leftOut: 1 });
    const fixed = `import_ref,problem,customer_id,business_name\n${first.importId}-L3,organization 999999 doesn't exist,,Ceta\n`;
    expect((await at.import(fixed)).counts).toMatchObject({ created: 1, leftOut: 0 });
    const again = await at.plan(fixed);
    expect(again.plan).toMatchObject({ created: 0, updated: 0, unchanged: 1, leftOut: 0 });
    const unfixed = await at.plan(fixed.replace(',,Ceta', ',999999,Ceta'));
    expect(unfixed.plan).toMatchObject({ created: 0, leftOut: 1 });
  });
});

describe('all cells of a file of organizations', () => {
  it('are those of the plan, and then those of the result', async () => {
    const { it: at, acme, beta } = await start();
    const planned = await at.plan(
      `customer_id,business_name,action\n${acme},Acme Holding,\n${beta},,archive\n,Ceta,\n999999,Nope,\n`,
    );
    const lines = (cells: string) => cells.trimEnd().split('\r\n').slice(1);
    expect(lines(await at.allCells(planned))).toEqual([
      `2,${acme},Acme Ltd,business_name,Acme Ltd,Acme Holding,`,
      `3,${beta},Beta GmbH,archived,false,true,`,
      '4,,Ceta,business_name,,Ceta,',
      "5,,Nope,,,,organization 999999 doesn't exist",
    ]);
    const applied = await at.apply(planned);
    expect(lines(await at.allCells(applied!)).slice(0, 2)).toEqual([
      `2,${acme},Acme Holding,business_name,Acme Ltd,Acme Holding,`,
      `3,${beta},Beta GmbH,archived,false,true,`,
    ]);
  });
});

describe('the undo of a file of organizations', () => {
  it('takes everything back, and the redo brings it back with the same ids', async () => {
    const { it: at, acme, beta } = await start();
    const before = await at.organizations();
    const applied = await at.import(
      `customer_id,business_name,action\n${acme},Acme Holding,\n${beta},,archive\n,Ceta,\n`,
    );
    const after = await at.organizations();
    const undone = await at.undoOrganizations(applied);
    expect(undone.counts).toMatchObject({ cells: 2, endUsers: 2, removed: 1, keptCells: 0 });
    expect(await at.organizations()).toEqual(before);
    const redone = await at.undoOrganizations({ ...applied, operationId: undone.operationId });
    expect(redone.counts).toMatchObject({ cells: 2, restored: 1 });
    expect(await at.organizations()).toEqual(after);
  });

  it('the order of undos does not matter', async () => {
    const { it: at, acme, beta } = await start();
    const before = await at.organizations();
    const first = await at.import(`customer_id,business_name\n${acme},Acme One\n,Ceta\n`);
    const ceta = Number.parseInt((await at.organizations())[2]!, 10);
    const second = await at.import(`customer_id,business_name\n${acme},Acme Two\n${ceta},Ceta Two\n`);
    const held = await at.undoOrganizations(first);
    expect(held.counts).toMatchObject({ cells: 0, removed: 0, keptCells: 1, keptEndUsers: 0 });
    expect(held.kept).toMatchObject([
      { endUserId: acme, field: 'name', now: 'Acme Two', importId: second.importId },
    ]);
    expect((await at.organizations())[2]).toBe(`${ceta} Ceta Two`);
    expect((await at.undoOrganizations(second)).counts).toMatchObject({ cells: 1, removed: 1 });
    expect(await at.organizations()).toEqual(before);
    expect(beta).toBeGreaterThan(acme);
  });

  it('keeps a created organization as long as it has end users', async () => {
    const { it: at } = await start();
    const before = await at.organizations();
    const created = await at.import('business_name\nCeta\n');
    const ceta = Number.parseInt((await at.organizations())[2]!, 10);
    const people = await at.import(`customer_id,name,email\n${ceta},Cy,cy@x.example\n`);
    const held = await at.undoOrganizations(created);
    expect(held.counts).toMatchObject({ removed: 0, keptEndUsers: 1 });
    expect(held.kept).toMatchObject([{ endUserId: ceta, endUser: 'Ceta', field: null }]);
    await at.undo(people);
    expect(await at.organizations()).toEqual(before);
  });

  it('leaves a name that is taken by now', async () => {
    const { it: at, acme } = await start();
    const applied = await at.import(`customer_id,business_name\n${acme},Acme Holding\n`);
    await at.organization('Acme Ltd');
    const undone = await at.undoOrganizations(applied);
    expect(undone.counts).toMatchObject({ cells: 0, keptCells: 1 });
    expect(undone.kept).toMatchObject([{ endUserId: acme, field: 'name', now: 'Acme Holding' }]);
  });
});

describe('imports of organizations and changes by hand, in any order', () => {
  it.each([1, 2, 3, 4, 5, 6])('undone in any order, leave everything as it was (seed %i)', async (seed) => {
    const { it: at } = await start();
    const before = await at.organizations();
    // A small generator of numbers: the same ones for a seed.
    let state = seed * 7919;
    const random = (below: number) => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    const undoable: { importId: number; operationId: number }[] = [];
    for (let step = 0; step < 6; step++) {
      const ids = (await at.organizations()).map((text) => Number.parseInt(text, 10));
      const id = ids[random(ids.length)]!;
      const rows = [
        `${id},Name ${seed} ${step} ${random(100)},`,
        `${id},,${random(2) === 0 ? 'archive' : 'restore'}`,
        `,New ${seed} ${step},`,
      ];
      const row = rows[random(rows.length)]!;
      const choices = { lookAlikes: 'create', archived: 'restore' } as const;
      undoable.push(await at.import(`customer_id,business_name,action\n${row}\n`, { choices }));
    }
    const after = await at.organizations();
    const undone: typeof undoable = [];
    while (undoable.length > 0) {
      const [next] = undoable.splice(random(undoable.length), 1);
      undone.push({ ...next!, operationId: (await at.undoOrganizations(next!)).operationId });
    }
    expect(await at.organizations()).toEqual(before);
    while (undone.length > 0) {
      const [next] = undone.splice(random(undone.length), 1);
      await at.undoOrganizations(next!);
    }
    expect(await at.organizations()).toEqual(after);
  });
});
