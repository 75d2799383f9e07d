// Closes what a test opened: after that test, or after the last of its file when it was opened for all of them.
import { afterAll, expect, onTestFinished } from 'vitest';

export function atTheEnd(close: () => unknown): void {
  // Inside of a test `afterAll` would do nothing, without a word.
  const isInTest = expect.getState().currentTestName !== undefined;
  const register = isInTest ? onTestFinished : afterAll;
  register(async () => void (await close()));
}
