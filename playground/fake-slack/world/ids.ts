// Ids and timestamps of the shapes that Slack uses, never the same twice.

export type Ids = {
  /** A new id, e.g. `next('F')` → `F0MB3K9QZ01`: capital letters and digits, ordered by time. */
  next(prefix: string): string;
  /** A new message timestamp, `seconds.micros`, later than every one before. */
  ts(): string;
};

/** `now` is milliseconds since 1970. Ids hold the time, so that a restarted fake issues no old ones again. */
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
