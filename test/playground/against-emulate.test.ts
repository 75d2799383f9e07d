// Compares the fake with npm's `emulate`, an independent implementation. Both get the same calls through the real client;
// the answers must have the same fields, types, and errors, except for known differences.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { differences } from './answer-shape.ts';
import { type Known, knownDifferences } from './emulate-differences.ts';
import { ours, type Side, theirs } from './emulate-sides.ts';
import { type Memory, steps } from './emulate-steps.ts';

describe('the same calls on the fake and on emulate', () => {
  let sides: [Side, Side];
  const memories: [Memory, Memory] = [{}, {}];

  beforeAll(async () => {
    sides = [await ours(), await theirs()];
  });
  afterAll(() => Promise.all(sides.map(({ close }) => close())));

  /** Resolves with the answer, or with the error that Slack answered. */
  const answer = (run: Promise<unknown>) =>
    run.catch((error: unknown) => (error instanceof Error && 'data' in error ? error.data : String(error)));

  const used = new Set<Known>();

  // Sequential: steps depend on earlier ones.
  for (const [name, run] of steps) {
    test(`${name} differs only in known ways`, async () => {
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

  test('every known difference still exists', () => {
    expect(knownDifferences.filter((one) => !used.has(one)).map(({ like }) => String(like))).toEqual([]);
  });
});
