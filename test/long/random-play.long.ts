// Random play: imports, edited copies of exports by two members, edits by hand, undo and redo, compared with the reference
// model after each step. ENDUSERS_RUNS=1 takes 10,000 steps; a failure prints the seed of its play.
import fc from 'fast-check';
import { it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { createPlay, step } from '../import/play.ts';
import { runs, seed } from '../runs.ts';
import { report } from './report.ts';

const stepsToTake = runs(10_000);
/** Long enough that operations overlap, and short enough that a failure can be read. */
const play = fc.array(step, { minLength: 4, maxLength: 12 });

it('the engine does what the reference model says', async () => {
  const { db } = await freshDatabase();
  const first = seed();
  const taken: Record<string, number> = {};
  const total = () => Object.values(taken).reduce((sum, count) => sum + count, 0);
  const startedAt = performance.now();
  let plays = 0;
  for (; total() < stepsToTake; plays++) {
    const [steps] = fc.sample(play, { numRuns: 1, seed: first + plays });
    const here = await createPlay(db);
    for (const next of steps!) {
      try {
        await here.take(next);
      } catch (error) {
        throw new Error(`ENDUSERS_SEED=${first + plays} fails: ${JSON.stringify(steps)}`, { cause: error });
      }
      taken[next.kind] = (taken[next.kind] ?? 0) + 1;
    }
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  report('random play', { steps: total(), taken, plays, seed: first, seconds });
});
