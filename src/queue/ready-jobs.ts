// Finds the jobs that a worker can claim, at a cost that doesn't grow with the jobs that wait.
//
// `waits_for` sorts the waiting jobs, so that a claim reads only those that can run:
//   worker       runnable, as far as anyone knows. The index job_ready holds exactly these jobs
//   time         delayed, until `wakeDelayedJobs` finds that the time of the job has come
//   predecessor  parked, because a claim found an earlier job in the serial queue, or because the job's handler found that the
//                job has to wait for another one (`behind`). The end of the other one unparks the job
// It is only a hint. Every claim checks the time and the serial queue again, so `worker` is never wrong, only slower.
import { type SQL, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '../db/transaction.ts';
import type { JobWeight } from '../model/job-kinds.ts';
import { notify } from './channel.ts';

/** The jobs that a worker does. */
export type JobFilter = {
  readonly kinds: readonly string[];
  readonly weights: readonly JobWeight[];
  /** Only jobs of this workspace. */
  readonly only?: string | undefined;
  /** No jobs of these workspaces. */
  readonly except?: readonly string[];
};

/** How many jobs of one workspace, kind, and weight a claim looks at: at the first of these, until `offered` can run. */
const lookedAt = 20;
/** More than one, for processes that claim at the same moment. */
const offered = 3;

const isReady: SQL = sql`waits_for = 'worker' and leased_until is null and failed_at is null`;

/**
 * Lets delayed jobs run whose time has come, and notifies the workers of them.
 * @returns whether any job could be claimed
 */
export async function wakeDelayedJobs(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ isAnyReady: boolean }>(sql`
    with due as (
      select id from job
      where waits_for = 'time' and leased_until is null and failed_at is null and run_at <= now()
      order by run_at limit 1000 for update skip locked
    ), woken as (
      update job set waits_for = 'worker' from due where job.id = due.id returning kind, weight
    )
    select (select count(${notify}) from (select distinct kind, weight from woken) woken) > 0
        -- In the order of the index, or Postgres would look for a ready job among all others.
        or exists (select from (select from job where ${isReady} order by workspace_id, kind, weight limit 1) ready)
        or exists (select from job where leased_until <= now() and failed_at is null) as "isAnyReady"`);
  return row!.isAnyReady; // a select without a table always returns one row
}

/**
 * Common table expressions. `running` counts the running jobs of each workspace. `candidate` has the first jobs that can
 * run of each workspace, kind, and weight, and an empty row where all that were looked at wait for others.
 */
export function candidates(filter: JobFilter): SQL {
  const { only } = filter;
  return sql`
    running as (
      select workspace_id, count(*) as jobs from job where leased_until > now() group by workspace_id
    ),
    ${places(only)},
    candidate (id) as (
      select ready.id
      from place left join lateral (
        select id from (${readyJobsOf(sql`place`)}) seen where ${isUnblocked(sql`seen`)} limit ${offered}
      ) ready on true
      where ${isWanted(sql`place`, filter)}
      union all
      select expired.id from job expired
      where expired.leased_until <= now() and expired.failed_at is null and expired.run_at <= now()
        and ${only === undefined ? sql`true` : sql`expired.workspace_id = ${only}`}
        and ${isWanted(sql`expired`, filter)} and ${isUnblocked(sql`expired`)}
    )`;
}

/** Jumps from one workspace, kind, and weight with ready jobs to the next, past all of their jobs. */
function places(only: string | undefined): SQL {
  const isOnly = only === undefined ? sql`true` : sql`workspace_id = ${only}`;
  return sql`
    place (workspace_id, kind, weight) as (
      (
        select workspace_id, kind, weight from job where ${isReady} and ${isOnly}
        order by workspace_id, kind, weight limit 1
      )
      union all
      select next.workspace_id, next.kind, next.weight
      from place, lateral (
        select workspace_id, kind, weight from job
        where ${isReady} and ${isOnly} and (workspace_id, kind, weight) > (place.workspace_id, place.kind, place.weight)
        order by workspace_id, kind, weight limit 1
      ) next
    )`;
}

const readyJobsOf = (place: SQL): SQL => sql`
  select id, workspace_id, lane, run_at from job
  where ${isReady} and run_at <= now()
    and workspace_id = ${place}.workspace_id and kind = ${place}.kind and weight = ${place}.weight
  order by run_at, id limit ${lookedAt}`;

/** Whether no other job of the serial queue is before the job, or runs. Each of the two is one step in an index. */
const isUnblocked = (job: SQL): SQL => sql`(${job}.lane is null or not (
  exists (
    select from job other
    where other.workspace_id = ${job}.workspace_id and other.lane = ${job}.lane and other.failed_at is null
      and other.behind is null and other.id < ${job}.id
  )
  or exists (
    select from job other
    where other.workspace_id = ${job}.workspace_id and other.lane = ${job}.lane and other.failed_at is null
      and other.leased_until is not null and other.id <> ${job}.id
  )
))`;

const isWanted = (job: SQL, { kinds, weights, except = [] }: JobFilter): SQL => sql`(
  ${job}.kind in ${kinds} and ${job}.weight in ${weights}
  and ${except.length === 0 ? sql`true` : sql`${job}.workspace_id not in ${except}`}
)`;

/**
 * Parks jobs that wait for an earlier job of their serial queue, so that claims don't look at them. A job is parked only
 * while the earlier one is locked, so that the earlier one can't end unnoticed. Waits for no lock.
 * @returns how many jobs were parked
 */
export async function parkBlockedJobs(db: Queryable, filter: JobFilter): Promise<number> {
  const [row] = await db.execute<{ jobs: number }>(sql`
    with recursive ${places(filter.only)},
    behind as (
      select job.id
      from place, lateral (${readyJobsOf(sql`place`)}) seen, job, lateral (
        select from job other
        where other.workspace_id = seen.workspace_id and other.lane = seen.lane and other.failed_at is null
          and other.behind is null and other.id < seen.id
        order by other.id limit 1
        for key share skip locked
      ) predecessor
      where ${isWanted(sql`place`, filter)} and seen.lane is not null
        and job.id = seen.id and job.waits_for = 'worker' and job.leased_until is null and job.failed_at is null
      for update of job skip locked
    ),
    parked as (
      update job set waits_for = 'predecessor' from behind where job.id = behind.id returning job.id
    )
    select count(*)::integer as jobs from parked`);
  return row!.jobs; // an aggregate without groups always returns one row
}

/** How many jobs could be claimed now, counted up to `limit`. */
export async function countClaimable(db: Queryable, filter: JobFilter, limit: number): Promise<number> {
  const [row] = await db.execute<{ jobs: number }>(sql`
    with recursive ${candidates(filter)}
    select count(*)::integer as jobs from (select from candidate where id is not null limit ${limit}) counted`);
  return row!.jobs; // an aggregate without groups always returns one row
}

/**
 * Unparks the job that comes after an ended one in its serial queue, and those that were parked behind the ended one, and
 * notifies the workers of them. Runs after the statement that ended the job.
 */
export async function unparkAfter(
  db: Queryable,
  { id, workspaceId, serialQueue }: { id: number; workspaceId: string; serialQueue: string },
): Promise<void> {
  await db.execute(sql`
    with next as (
      (select id, kind, weight from job
      where workspace_id = ${workspaceId} and lane = ${serialQueue} and failed_at is null and behind is null and id > ${id}
      order by id limit 1)
      union all
      select id, kind, weight from job where behind = ${id}
    ),
    unparked as (
      update job set waits_for = 'worker', behind = null from next where job.id = next.id and waits_for = 'predecessor'
    )
    select ${notify} from next`);
}

/** Unparks all jobs of a workspace, after some of its jobs were deleted, and notifies the workers of them. */
export async function unparkJobsOf(tx: Queryable, workspaceId: string): Promise<void> {
  await tx.execute(sql`
    with unparked as (
      update job set waits_for = 'worker', behind = null
      where workspace_id = ${workspaceId} and waits_for = 'predecessor' and leased_until is null and failed_at is null
      returning kind, weight
    )
    select ${notify} from (select distinct kind, weight from unparked) unparked`);
}

/**
 * Unparks the jobs that no other job is before: an old version of the app, which runs during an upgrade, ends jobs
 * without unparking the next one.
 */
export async function unparkForgottenJobs(db: Queryable): Promise<void> {
  const isParked = sql`waits_for = 'predecessor' and leased_until is null and failed_at is null and behind is null`;
  // Jumps from the first parked job of one serial queue to that of the next, past all jobs behind it.
  await db.execute(sql`
    with recursive head (workspace_id, lane, id) as (
      (select workspace_id, lane, id from job where ${isParked} order by workspace_id, lane, id limit 1)
      union all
      select next.workspace_id, next.lane, next.id
      from head, lateral (
        select workspace_id, lane, id from job
        where ${isParked} and (workspace_id, lane) > (head.workspace_id, head.lane)
        order by workspace_id, lane, id limit 1
      ) next
    ),
    forgotten as (
      select job.id from head join job using (id)
      where not exists (
        select from job other
        where other.workspace_id = head.workspace_id and other.lane = head.lane and other.failed_at is null
          and other.behind is null and other.id < head.id
      )
      for update of job skip locked
    )
    update job set waits_for = 'worker' from forgotten where job.id = forgotten.id`);
  await db.execute(sql`
    update job set waits_for = 'worker', behind = null
    where behind is not null and leased_until is null
      and not exists (select from job other where other.id = job.behind and other.failed_at is null)`);
}
