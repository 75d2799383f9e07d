// Formats estimates, progress bars, durations, sizes, and times for messages.
import { counted, figure } from '../../model/counted.ts';

/** Rounds an estimate to two digits: 3,087 → 3,100. */
export function roughly(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / step) * step;
}

/**
 * A progress bar: `▓▓▓▓▓▓▓░░░ 71%`.
 * @param done from 0 to 1; values outside are clamped
 */
export function bar(done: number): string {
  const within = Math.min(1, Math.max(0, done));
  const full = Math.floor(within * 10);
  return `${'▓'.repeat(full)}${'░'.repeat(10 - full)} ${Math.floor(within * 100)}%`;
}

/** A duration in words: `under 0.1 s`, `0.4 s`, `12 s`, `2 min 5 s`, `1 h 5 min` */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 0.05) return 'under 0.1 s';
  if (seconds < 9.95) return `${seconds.toFixed(1).replace('.0', '')} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = whole < 3600 ? Math.floor(whole / 60) : Math.round(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A file size in decimal units: `812 bytes`, `2.1 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const [unit, divisor] = bytes < 999_950 ? ['KB', 1000] : bytes < 999_950_000 ? ['MB', 1e6] : ['GB', 1e9];
  const value = bytes / Number(divisor);
  return `${value < 9.95 ? value.toFixed(1).replace('.0', '') : figure(Math.round(value))} ${unit}`;
}

const moment = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** A time without the reader's time zone: `Nov 22, 2026, 12:42 UTC`. */
export function utc(date: Date): string {
  return `${moment.format(date)} UTC`;
}
