// The fake held against an implementation that isn't ours: npm `emulate`. The same calls go to both through the real
// client, and the answers are compared in shape: which fields there are, of what type, and which errors come.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Known, knownDifferences } from './emulate-differences.ts';
import { ours, type Side, theirs } from './emulate-sides.ts';
import { type Memory, steps } from './emulate-steps.ts';
import { differences } from './shape.ts';

describe('the same calls on the fake and on emulate', () => {
  let sides: [Side, Side];
  const memories: [Memory, Memory] = [{}, {}];

  beforeAll(async () => {
    sides = [await ours(), await theirs()];
  });
  afterAll(() => Promise.all(sides.map(({ close }) => close())));

  /** The answer, or the refusal in its place. */
  const answer = (run: Promise<unknown>) =>
    run.catch((error: unknown) => (error instanceof Error && 'data' in error ? error.data : String(error)));

  const used = new Set<Known>();

  // One after the other: a step builds on those before.
  for (const [name, run] of steps) {
    test(`${name} differs only where we know why`, async () => {
      const [mine, other] = await Promise.all([
        answer(run(sides[0], memories[0])),
        answer(run(sides[1], memories[1])),
      ]);
      const found = differences(mine, other).map((line) => `${name} ${line}`);
      const known = found.map((line) => knownDifferences.find(({ like }) => like.test(line)));
      for (const one of known) if (one) used.add(one);
      expect(found.filter((_, index) => !known[index])).toEqual([]);
    });
  }

  test('every difference that we explain is there', () => {
    expect(knownDifferences.filter((one) => !used.has(one)).map(({ like }) => String(like))).toEqual([]);
  });
});
