// The table of durable jobs, which src/queue works off.
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { rowLevelSecurity } from './row-level-security.ts';

const time = (name: string) => timestamp(name, { withTimezone: true });

/**
 * A job waits (no lease), runs (lease in the future, renewed while it runs), is orphaned (lease in the past:
 * anyone may take it over) or has failed for good. A job that is done is deleted.
 */
export const job = pgTable(
  'job',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: text('workspace_id').notNull(),
    kind: text().notNull(),
    payload: jsonb().notNull(),
    /** Of the jobs of one workspace and lane one runs at a time, in order of their ids. */
    lane: text(),
    /** Of the jobs of one workspace, kind and key there is one at a time. */
    key: text(),
    runAt: time('run_at').notNull().defaultNow(),
    leasedUntil: time('leased_until'),
    /** How often the job was taken: the fencing token. Whoever comes with an older number has lost it. */
    attempts: integer().notNull().default(0),
    /** How often its handler failed. */
    failures: integer().notNull().default(0),
    /** How often its lease ran out or its connection broke, most likely because process or database died of it. */
    orphaned: integer().notNull().default(0),
    failedAt: time('failed_at'),
    /** What the person was told to quote. */
    reference: text(),
    createdAt: time('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('job_running_in_lane')
      .on(table.workspaceId, table.lane)
      .where(sql`${table.leasedUntil} is not null`),
    uniqueIndex('job_key')
      .on(table.workspaceId, table.kind, table.key)
      .where(sql`${table.failedAt} is null and ${table.key} is not null`),
    // Makes of a takeover a change of a key, which no worker at its last transaction can miss: see `holdJob`.
    uniqueIndex('job_token').on(table.workspaceId, table.id, table.attempts),
    index('job_lane').on(table.workspaceId, table.lane, table.id).where(sql`${table.lane} is not null`),
    rowLevelSecurity(),
  ],
);
