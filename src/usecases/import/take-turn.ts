// Imports and undos of a workspace take turns by what they touch.
//
// Large ones run one after another, and so do small ones, each in a queue of their own (turn-queues.ts): each sees what the
// one before it wrote. A small one runs beside a large one if it depends on nothing that the large one writes
// (import/overlap); otherwise it waits, without a slot, until the large one has ended. A large one first lets the small ones
// go that were approved before it, and waits for the one that runs: that one may have begun before it could see the large one.
// Small ones that come later see it, so it never waits for long.
import { setTimeout as sleep } from 'node:timers/promises';
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Transaction } from '../../db/transaction.ts';
import { overlaps } from '../../import/overlap/overlap.ts';
import type { Work } from '../../import/overlap/work.ts';
import type { ImportState } from '../../model/import.ts';
import { RetryLaterError, WaitsForJobError } from '../../queue/errors.ts';
import { findRunningJob, isAnyJobBefore } from '../../queue/serial-queues.ts';
import { importKeyOf, type JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { enqueueShowing } from './advance-import.ts';
import { planRulesOf } from './plan-rules.ts';
import { largeQueue, smallQueue } from './turn-queues.ts';

type TurnJob = JobOf<'apply-import'> | JobOf<'undo-import'>;

/** How often a job looks whether the other one has ended, in ms. */
const lookEveryMs = 25;

/** How long the slot is given up for the small ones that go first, in ms. */
const letGoMs = 100;

/** How long a large one that came later has to notice that a small one goes first, in ms. */
const noticeMs = 250;

/** A member who has waited this long was told for what, in ms. */
const shownAfterMs = 1_000;

/** @throws what the job ends with that has to wait */
export function takeTurn(context: Context, job: TurnJob): Promise<void> {
  return job.serialQueue === smallQueue ? takeSmallTurn(context, job) : takeLargeTurn(context, job);
}

async function takeLargeTurn({ inWorkspace }: Context, job: TurnJob): Promise<void> {
  const { workspaceId } = job;
  const small = { workspaceId, serialQueue: smallQueue };
  const running = await inWorkspace(workspaceId, async (tx) => {
    if (await isAnyJobBefore(tx, small, job.id)) throw new RetryLaterError(letGoMs);
    if (Date.now() - job.enqueuedAt.getTime() > shownAfterMs) await enqueueShowing(tx, job.payload);
    return findRunningJob(tx, small);
  });
  if (running) await untilEnded({ inWorkspace }, job, smallQueue, running.id, Infinity);
}

async function takeSmallTurn(context: Context, job: TurnJob): Promise<void> {
  const { workspaceId } = job;
  const find = () =>
    context.inWorkspace(workspaceId, (tx) => findRunningJob(tx, { workspaceId, serialQueue: largeQueue }));
  const large = await find();
  if (!large) return;
  const largeKey = importKeyOf(large.payload);
  if (large.id > job.id && (await untilEnded(context, job, largeQueue, large.id, noticeMs))) return;
  if (await overlapsWith(context, job.payload, largeKey))
    throw new WaitsForJobError(large.id, (tx) => enqueueShowing(tx, job.payload));
}

/** @returns whether the other job ended within the time, or gave its slot up */
async function untilEnded(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  { workspaceId, signal }: TurnJob,
  serialQueue: string,
  id: number,
  ms: number,
): Promise<boolean> {
  const begun = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const running = await inWorkspace(workspaceId, (tx) => findRunningJob(tx, { workspaceId, serialQueue }));
    if (running?.id !== id) return true;
    if (performance.now() - begun > ms) return false;
    await sleep(lookEveryMs);
  }
}

const workOfState: { readonly [State in ImportState]?: Work['does'] } = {
  applying: 'apply',
  undoing: 'undo',
  redoing: 'redo',
};

async function overlapsWith({ inWorkspace }: Context, key: ImportKey, largeKey: ImportKey): Promise<boolean> {
  const looking = inWorkspace(key.workspaceId, async (tx) => {
    const small = await workOf(tx, key);
    const large = await workOf(tx, largeKey);
    // In another state, it has been written or has failed, or this job has nothing to do.
    return small !== null && large !== null && overlaps(tx, small, large);
  });
  return looking.catch((error: unknown) => {
    // The large one has just ended, or an erasure dropped a plan: it has to be made again.
    throw isTableMissing(error) ? new RetryLaterError(letGoMs, { cause: error }) : error;
  });
}

const isTableMissing = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === '42P01') || isTableMissing(error.cause));

async function workOf(tx: Transaction, key: ImportKey): Promise<Work | null> {
  const record = await findImport(tx, key);
  const does = record && workOfState[record.state];
  if (!record?.plan || !does) return null;
  const work = { ...key, does, plan: record.plan, instructions: record.instructions };
  // Of an import that is undone, nothing is staged anymore, and how its rows were matched doesn't matter.
  if (does !== 'apply') return { ...work, matchBy: 'contact_id', organizationId: null };
  const { matchBy = 'contact_id', organizationId } = (await planRulesOf(tx, record)).rules;
  return { ...work, matchBy, organizationId };
}
