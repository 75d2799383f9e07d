// Generates unique ids and message timestamps in Slack's format.

export type Ids = {
  /** Returns a new id of capital letters and digits, ordered by time: `next('F')` → `F0MB3K9QZ01`. */
  next(prefix: string): string;
  /** Returns a new message timestamp, `seconds.microseconds`, later than all earlier ones. */
  ts(): string;
};

/** `now` returns milliseconds since 1970. Ids contain the time, so a restarted fake doesn't reuse old ids. */
export function createIds(now: () => number = Date.now): Ids {
  let micros = 0;
  let count = 0;
  return {
    next(prefix) {
      count += 1;
      const time = now().toString(36).slice(-7);
      return `${prefix}${time}${count.toString(36).padStart(3, '0')}`.toUpperCase();
    },
    ts() {
      micros = Math.max(now() * 1000, micros + 1);
      return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
    },
  };
}
