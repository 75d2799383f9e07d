// The weight of a job that transfers a file. Heavy jobs have slots of their own, so that small files don't wait for them.
import type { JobWeight } from '../model/job-kinds.ts';

const heavyBytes = 1_000_000;
/** About as many rows as a file of `heavyBytes` has. */
export const heavyRows = 5_000;

/** @param bytes the size that Slack reports: only a hint, since it may be missing (0) or wrong */
export const weightOfFile = (bytes: number): JobWeight => (bytes < heavyBytes ? 'light' : 'heavy');

export const weightOfRows = (rows: number): JobWeight => (rows < heavyRows ? 'light' : 'heavy');
