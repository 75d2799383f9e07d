// Closes what a test opens: after that test, or after the last test of the file if the file opens it for all.
import { afterAll, onTestFinished, TestRunner } from 'vitest';

export function closeAtEnd(close: () => unknown): void {
  // Inside a test, `afterAll` would silently do nothing.
  const register = TestRunner.getCurrentTest() ? onTestFinished : afterAll;
  register(async () => void (await close()));
}
