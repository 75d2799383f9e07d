// Watches the resident memory of a process, as Linux reports it.
import { readFileSync } from 'node:fs';

/** In bytes. */
export type Memory = { readonly atStart: number; readonly peak: number };

export function watchMemory(pid: number): { stop(): Memory } {
  const atStart = readResident(pid, 'VmRSS');
  return { stop: () => ({ atStart, peak: readResident(pid, 'VmHWM') }) };
}

/** `VmRSS` is the current value, `VmHWM` the peak. */
function readResident(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1_024;
}
