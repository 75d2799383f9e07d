// Waits for a condition on the fake workspace. Checks it again after every change, and now and then: part of it can be
// elsewhere, such as in the app's database.
import type { Changes } from './changes.ts';

const recheckMs = 250;

export type UntilOptions = {
  /**
   * Milliseconds to wait, by default 60,000. Only a wait that fails takes that long, so the default is generous: on a
   * busy machine, a plan that usually takes 0.3 s can take many seconds.
   */
  timeoutMs?: number;
  /** Names the awaited thing in the error: "the plan of people.csv". */
  what?: string;
};

/** Resolves with the first truthy value that `check` returns. Rejects on a timeout, or with what `check` throws. */
export type Until = <T>(check: () => T | Promise<T>, options?: UntilOptions) => Promise<NonNullable<T>>;

/**
 * Creates `until`. The error of a timeout contains `what` and the result of `report()`: every thread of the workspace
 * as a person would read it.
 */
export function createUntil(changes: Changes, report: () => string): Until {
  return (check, { timeoutMs = 60_000, what = 'the condition' } = {}) =>
    new Promise((resolve, reject) => {
      let isChecking = false;
      let hasChanged = false;
      const end = (settle: () => void) => {
        clearTimeout(timer);
        clearInterval(recheck);
        stop();
        settle();
      };
      const checkAgain = async () => {
        hasChanged = true;
        if (isChecking) return;
        isChecking = true;
        try {
          while (hasChanged) {
            hasChanged = false;
            const value = await check();
            if (value) return end(() => resolve(value));
          }
        } catch (error) {
          end(() => reject(error));
        } finally {
          isChecking = false;
        }
      };
      const stop = changes.listen(() => void checkAgain());
      const timer = setTimeout(() => {
        end(() => reject(new Error(`Timed out after ${timeoutMs} ms waiting for ${what}.\n\n${report()}`)));
      }, timeoutMs);
      const recheck = setInterval(checkAgain, recheckMs);
      void checkAgain();
    });
}
