// The weight of a job. Heavy jobs, those with many rows, have slots of their own, so that small files don't wait for them.
import type { Import } from './import.ts';
import type { JobWeight } from './job-kinds.ts';

const heavyBytes = 1_000_000;
/** About as many rows as a file of `heavyBytes` has. */
export const heavyRows = 5_000;

/** @param bytes the size that Slack reports: only a hint, since it may be wrong; 0 if it is missing */
export const weightOfFile = (bytes: number): JobWeight =>
  bytes > 0 && bytes < heavyBytes ? 'light' : 'heavy';

/**
 * The leavers of a roster are in no row of the file.
 * @param record an import that has a plan
 */
export const weightOfPlan = ({ plan }: Pick<Import, 'plan'>): JobWeight =>
  weightOfRows(plan ? Math.max(plan.rows, plan.created + plan.updated) : 0);

export const weightOfRows = (rows: number): JobWeight => (rows < heavyRows ? 'light' : 'heavy');
