// Waits for a condition on the fake workspace, looking again at every change.
import type { Changes } from './changes.ts';

export type UntilOptions = {
  /** Milliseconds before giving up; 10,000 when not given. */
  timeoutMs?: number;
  /** What is being waited for, in words: "the plan of people.csv". Shown when it never comes. */
  what?: string;
};

export type Until = <T>(look: () => T | Promise<T>, options?: UntilOptions) => Promise<NonNullable<T>>;

/**
 * Builds `until(look)`: resolves with the first truthy value that `look` returns; what `look` throws ends the
 * waiting. When the time is over it rejects with `what` and with `report()`, the state as a person would read it.
 */
export function createUntil(changes: Changes, report: () => string): Until {
  return (look, { timeoutMs = 10_000, what = 'the condition' } = {}) =>
    new Promise((resolve, reject) => {
      let looking = false;
      let again = false;
      const end = (settle: () => void) => {
        clearTimeout(timer);
        stop();
        settle();
      };
      const check = async () => {
        again = true;
        if (looking) return;
        looking = true;
        try {
          while (again) {
            again = false;
            const value = await look();
            if (value) return end(() => resolve(value));
          }
        } catch (error) {
          end(() => reject(error));
        } finally {
          looking = false;
        }
      };
      const stop = changes.listen(() => void check());
      const timer = setTimeout(() => {
        end(() => reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}.\n\n${report()}`)));
      }, timeoutMs);
      void check();
    });
}
