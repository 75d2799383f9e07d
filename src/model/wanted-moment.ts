// The moment of the past that a member typed, and which moment that is. All times are in UTC.
import type { Moment } from './export.ts';

export type WantedMoment =
  /** `minute` of the day; null for the whole day: everything that was done on it is part of the moment. */
  | { readonly kind: 'as of'; readonly day: string; readonly minute: number | null }
  | { readonly kind: 'before'; readonly importId: number }
  /** What follows `as of` is no date. */
  | { readonly kind: 'unreadable'; readonly typed: string };

const dayMs = 86_400_000;

const pattern =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\s*(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|GMT)?)?$/i;

/** Reads `2026-11-20` and `2026-11-20 14:30`; null for anything else, such as a day that no calendar has. */
export function readMoment(typed: string): Extract<WantedMoment, { kind: 'as of' }> | null {
  const [, year = '', month = '', date = '', hour, minute] = pattern.exec(typed.trim()) ?? [];
  const day = [year, month.padStart(2, '0'), date.padStart(2, '0')].join('-');
  const time = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== day) return null;
  if (hour === undefined) return { kind: 'as of', day, minute: null };
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return { kind: 'as of', day, minute: Number(hour) * 60 + Number(minute) };
}

/**
 * A day alone is the start of the next day; today is now, as far as it goes.
 * @returns `future` for a moment that is still to come
 */
export function resolveMoment(
  wanted: Exclude<WantedMoment, { kind: 'unreadable' }>,
  now: Date,
): Moment | 'future' {
  if (wanted.kind === 'before') return { beforeImport: wanted.importId };
  const start = Date.parse(`${wanted.day}T00:00:00Z`);
  if (wanted.minute === null && wanted.day === now.toISOString().slice(0, 10)) return { asOf: now };
  const at = wanted.minute === null ? start + dayMs : start + wanted.minute * 60_000;
  return at > now.getTime() ? 'future' : { asOf: new Date(at) };
}

/** The last second that is part of the moment: that of the day before, for the start of a day. */
export const lastSecondOf = (moment: Date): Date =>
  moment.getTime() % dayMs === 0 ? new Date(moment.getTime() - 1_000) : moment;

/** Whether the moment is the end of a day. */
export const isEndOfDay = (moment: Date): boolean => moment.getTime() % dayMs === 0;
