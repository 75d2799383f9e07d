// The table of durable jobs, which src/queue processes.
import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import {
  type JobKind,
  type JobWeight,
  jobKinds,
  jobWeights,
  type WaitsFor,
  waitsFor,
} from '../../model/job-kinds.ts';
import { oneOf } from './one-of.ts';
import { rowLevelSecurity } from './row-level-security.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/** Neither leased nor dead-lettered. */
const isWaiting = (table: { leasedUntil: AnyPgColumn; failedAt: AnyPgColumn }) =>
  sql`${table.leasedUntil} is null and ${table.failedAt} is null`;

/**
 * A job is waiting (no lease), running (the lease ends in the future and is renewed), abandoned (the lease has expired,
 * so any worker may take the job), or dead-lettered (`failed_at`). A finished job is deleted.
 *
 * No foreign key to the workspace: every click and every event adds a job, and a workspace gets its row only with its
 * first import, export, or setting.
 */
export const job = pgTable(
  'job',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: text('workspace_id').notNull(),
    kind: text().$type<JobKind>().notNull(),
    payload: jsonb().notNull(),
    /** The serial queue: the jobs of one workspace in one of these run one at a time, in order of their ids. */
    serialQueue: text('lane'),
    /** At most one live job per workspace, kind, and key. */
    key: text(),
    runAt: time('run_at').notNull().defaultNow(),
    /** Light and heavy jobs have slots of their own: a small file never waits for large ones. */
    weight: text().$type<JobWeight>().notNull().default('light'),
    /** A hint that keeps claims from looking at jobs that can't run: see src/queue/ready-jobs.ts. */
    waitsFor: text('waits_for').$type<WaitsFor>().notNull().default('time'),
    /** The id of another job, until whose end the job is parked, see `WaitsForJobError`. No foreign key: jobs are deleted. */
    behind: bigint({ mode: 'number' }),
    leasedUntil: time('leased_until'),
    /** How often the job changed hands: the fencing token. A worker with an older number has lost the lease. */
    attempts: integer().notNull().default(0),
    /** How often the handler failed. */
    failures: integer().notNull().default(0),
    /**
     * How often the lease expired or the connection broke, because the process or the database crashed or was cut off;
     * weighted by whether the job may be the cause, see src/queue/expiry-weight.ts.
     */
    leaseExpiries: integer('orphaned').notNull().default(0),
    /** Whether no other job ran in the process when the lease was last renewed. */
    ranAlone: boolean('ran_alone').notNull().default(false),
    /** When the job was dead-lettered. */
    failedAt: time('failed_at'),
    /** The error reference that the member was asked to quote. */
    reference: text(),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    oneOf('job', table.kind, jobKinds),
    oneOf('job', table.weight, jobWeights),
    oneOf('job', table.waitsFor, waitsFor),
    uniqueIndex('job_running_in_lane')
      .on(table.workspaceId, table.serialQueue)
      .where(sql`${table.leasedUntil} is not null`),
    uniqueIndex('job_key')
      .on(table.workspaceId, table.kind, table.key)
      .where(sql`${table.failedAt} is null and ${table.key} is not null`),
    // Turns a takeover into an update of a key column, which conflicts with the lock of `assertLease`.
    uniqueIndex('job_token').on(table.workspaceId, table.id, table.attempts),
    index('job_lane')
      .on(table.workspaceId, table.serialQueue, table.id)
      .where(sql`${table.serialQueue} is not null and ${table.behind} is null`),
    index('job_behind').on(table.behind).where(sql`${table.behind} is not null`),
    // The jobs that a worker can claim, and no others.
    index('job_ready')
      .on(table.workspaceId, table.kind, table.weight, table.runAt, table.id)
      .where(sql`${table.waitsFor} = 'worker' and ${isWaiting(table)}`),
    index('job_delayed')
      .on(table.runAt)
      .where(sql`${table.waitsFor} = 'time' and ${isWaiting(table)}`),
    index('job_parked')
      .on(table.workspaceId, table.serialQueue, table.id)
      .where(sql`${table.waitsFor} = 'predecessor' and ${isWaiting(table)}`),
    index('job_dead_lettered').on(table.failedAt).where(sql`${table.failedAt} is not null`),
    rowLevelSecurity(),
  ],
);
