// Properties that hold for all end users, files, choices, and sequences of steps.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { runs, seed, timeLimit } from '../runs.ts';
import { choices, createPlay, editedExport, file, type Step, step } from './play.ts';

const { db } = await freshDatabase();
const cases = { numRuns: runs(6), seed: seed() };
const timeout = timeLimit(100_000);
const prelude = fc.array(step, { maxLength: 3 });

/** A row of a problem file updates a duplicate candidate, and is shared again after others have changed that end user. */
const fixedTwice: Step[] = (['update', 'leave out'] as const).flatMap((lookAlikes): Step[] => {
  const choices = {
    lookAlikes,
    emptyCells: 'keep',
    unknownIds: 'leave out',
    conflicts: 'keep',
    olderValues: 'keep',
    archived: 'leave out',
    leavers: 'keep',
    otherOrganizations: 'leave out',
    otherPeople: 'write',
  } as const;
  const nothing = { notification_billing: '', vendor_id: '', custom_fields: '' };
  const file = { kind: 'file', columns: ['title', 'email', 'zip'], choices, hasOrganization: false } as const;
  const row = { organization: 'own', isWrong: false } as const;
  const fixed = { title: 'y', email: 'bo@acme.example', zip: '10115', ...nothing };
  const newer = { title: 'z', email: '', zip: '', ...nothing };
  return [
    { ...file, columns: [...file.columns], rows: [{ ...row, who: { ref: '1-L2' }, cells: fixed }] },
    { ...file, columns: [...file.columns], rows: [{ ...row, who: { known: 2 }, cells: newer }] },
  ];
});

test(
  'plans, imports, merges, and undos match the reference model',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const play = await createPlay(db);
        for (const next of steps) await play.take(next);
      }),
      { ...cases, examples: [[fixedTwice]] },
    );
  },
  timeout,
);

test(
  'the counts of a plan match what applying it changes',
  async () => {
    await fc.assert(
      fc.asyncProperty(prelude, fc.oneof(file, editedExport), async (steps, shared) => {
        const play = await createPlay(db);
        for (const next of steps) await play.take(next);
        const before = new Map((await play.table()).map((row) => [row.id, row]));
        const done = await play.share(shared);
        if (!done) return;
        const after = await play.table();
        const changed = after.flatMap(({ id, cells }) => {
          const was = before.get(id)?.cells;
          const count = was ? Object.keys(cells).filter((field) => was[field] !== cells[field]).length : 0;
          return count > 0 ? [count] : [];
        });
        expect(done.planned.plan).toMatchObject({
          created: after.length - before.size,
          updated: changed.length,
          cells: changed.reduce((sum, count) => sum + count, 0),
        });
      }),
      cases,
    );
  },
  timeout,
);

test(
  'undoing an import restores the table, and redoing it restores the result',
  async () => {
    await fc.assert(
      fc.asyncProperty(prelude, fc.oneof(file, editedExport), async (steps, shared) => {
        const play = await createPlay(db);
        for (const next of steps) await play.take(next);
        const everything = async () => (await play.here.endUsers()).map(({ updatedAt: _, ...rest }) => rest);
        const before = await everything();
        if (!(await play.share(shared))) return;
        const after = await everything();
        for (const expected of [before, after, before]) {
          await play.undoLast(play.imports.length - 1);
          expect(await everything()).toEqual(expected);
        }
      }),
      cases,
    );
  },
  timeout,
);

test(
  'an unedited export changes nothing, whatever happened since and whatever is chosen',
  async () => {
    await fc.assert(
      fc.asyncProperty(prelude, fc.array(step, { maxLength: 4 }), choices, async (steps, since, chosen) => {
        const play = await createPlay(db);
        for (const next of steps) await play.take(next);
        await play.takeExport(false);
        const which = play.exports.length - 1;
        for (const next of since) await play.take(next);
        const before = await play.table();
        const done = await play.shareUnedited(which, { ...chosen, unknownIds: 'leave out' });
        if (!done) return;
        expect(done.planned.plan).toMatchObject({
          created: 0,
          updated: 0,
          damagedCells: 0,
          choiceCounts: { emptyCells: 0, conflicts: 0 },
        });
        expect(await play.table()).toEqual(before);
      }),
      cases,
    );
  },
  timeout,
);
