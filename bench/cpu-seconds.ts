// The processor time that processes have used so far, as Linux counts it in /proc/<pid>/stat.
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second (USER_HZ) on every platform that Node runs on. */
const ticksPerSecond = 100;

/** Of a process with its threads, and of its children that have ended. */
export function cpuSeconds(pid: number): number {
  return readStat(pid)?.seconds ?? 0;
}

/** Of a Postgres server: its main process, and all children, running or ended. */
export function cpuSecondsOfServer(mainPid: number): number {
  const running = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => readStat(Number(pid)))
    .filter((stat) => stat?.parent === mainPid);
  return running.reduce((sum, stat) => sum + (stat?.seconds ?? 0), cpuSeconds(mainPid));
}

/** Null if the process has ended. */
function readStat(pid: number): { parent: number; seconds: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may contain spaces. After it come state, parent, …, utime, stime, cutime, cstime.
    const values = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = values.slice(11, 15).reduce((sum, value) => sum + value, 0);
    return { parent: values[1]!, seconds: ticks / ticksPerSecond };
  } catch {
    return null;
  }
}
