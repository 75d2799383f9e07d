// The resident memory of a process, as Linux tells it.
import { readFileSync } from 'node:fs';

/** Bytes. */
export type Memory = { readonly atStart: number; readonly peak: number };

export function watchMemory(pid: number): { stop(): Memory } {
  const atStart = resident(pid, 'VmRSS');
  return { stop: () => ({ atStart, peak: resident(pid, 'VmHWM') }) };
}

/** `VmRSS` is what it is now, `VmHWM` the most that it ever was. */
function resident(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024;
}
