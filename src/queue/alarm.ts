// Lets a loop sleep until its time is over or somebody wakes it.
export function createWakeableSleep() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    /** Ends the present sleep; while the loop is awake, the next one. */
    ring(): void {
      rung = true;
      wake?.();
    },
    async sleep(ms: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
      wake = undefined;
    },
  };
}
