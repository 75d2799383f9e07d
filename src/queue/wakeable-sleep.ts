// A sleep for a loop that ends when its time is over or when another part of the code wakes the loop.
export function createWakeableSleep() {
  let woken = false;
  let wakeSleeper: (() => void) | undefined;
  return {
    /** Ends the current sleep. If the loop is awake, ends the next one at once. */
    wake(): void {
      woken = true;
      wakeSleeper?.();
    },
    async sleep(ms: number): Promise<void> {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wakeSleeper = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      woken = false;
      wakeSleeper = undefined;
    },
  };
}
