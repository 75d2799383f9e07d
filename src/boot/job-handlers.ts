// The tables of jobs: the handler of each kind, and how long it outlasts an outage. Payload schemas are in job-payloads.ts.
import type { OpenDatabase } from '../db/database.ts';
import { newErrorReference } from '../model/error-reference.ts';
import type { AnyJob, JobDefinition, JobDefinitions, UnparsedJob } from '../queue/job.ts';
import { startWorker, type Worker, type WorkerOptions } from '../queue/queue.ts';
import { retryWhenRateLimited } from '../slack/web/retry-when-rate-limited.ts';
import { skipWhenUninstalled } from '../slack/web/skip-when-uninstalled.ts';
import { sendPersonalData } from '../usecases/end-users/send-personal-data.ts';
import { performExport } from '../usecases/export/perform-export.ts';
import { showExport } from '../usecases/export/show-export.ts';
import { markAsFailed } from '../usecases/failures/dead-letter.ts';
import { applyImport } from '../usecases/import/apply-import.ts';
import { backfillMissedShares } from '../usecases/import/backfill-missed-shares.ts';
import { dropStaging } from '../usecases/import/drop-staging.ts';
import { expireImport } from '../usecases/import/expire-import.ts';
import { offerImport } from '../usecases/import/offer-import.ts';
import { planImport } from '../usecases/import/plan-import.ts';
import { postAllCells } from '../usecases/import/post-all-cells.ts';
import { postProblemFile } from '../usecases/import/post-problem-file.ts';
import { prepareImport } from '../usecases/import/prepare-import.ts';
import { replyToRejectedShare } from '../usecases/import/reject-share.ts';
import { showImportAndButton } from '../usecases/import/show-import.ts';
import { undoImport } from '../usecases/import/undo-import.ts';
import { type JobOf, type Jobs, jobPayloads } from '../usecases/job-payloads.ts';
import { postNotice } from '../usecases/notices/post-notice.ts';
import type { Context } from '../usecases/ports.ts';

type Handler<Kind extends keyof Jobs> = (context: Context, job: JobOf<Kind>) => Promise<unknown>;

/** Kinds that transfer files and take as long as a file takes: members who wait for no file must not wait for them. */
const transferHandlers = {
  'prepare-import': prepareImport,
  'post-problem-file': postProblemFile,
  'post-all-cells': postAllCells,
  'perform-export': performExport,
  'refuse-share': replyToRejectedShare,
  'send-personal-data': sendPersonalData,
} satisfies { [Kind in keyof Jobs]?: Handler<Kind> };

const otherHandlers = {
  'plan-import': planImport,
  'apply-import': applyImport,
  'undo-import': undoImport,
  'show-import': showImportAndButton,
  'show-export': (context, { payload }) => showExport(context, payload),
  'clear-stage': dropStaging,
  'expire-import': expireImport,
  'catch-up': backfillMissedShares,
  'offer-import': offerImport,
  'run-command': ({ slack }, { payload }) => slack.runTypedCommand(payload),
  say: postNotice,
} satisfies { [Kind in Exclude<keyof Jobs, keyof typeof transferHandlers>]: Handler<Kind> };

/**
 * How many jobs of each group run at a time in this process. Large files have their own slots, so that small ones never
 * wait for them. A running job may hold a connection: together with the listeners, the groups share those of app.ts.
 */
const slots = {
  transfers: { light: 4, heavy: 2 },
  others: { light: 4, heavy: 2 },
} as const;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long jobs survive an outage of Slack, if they only tell members something or look up what members shared. */
const outageLimitsMs: Readonly<Partial<Record<keyof Jobs, number>>> = {
  'show-import': 3 * dayMs,
  'show-export': 3 * dayMs,
  'post-problem-file': 3 * dayMs,
  'post-all-cells': 3 * dayMs,
  'send-personal-data': 3 * dayMs,
  say: 3 * dayMs,
  'catch-up': 3 * dayMs,
  'offer-import': 3 * dayMs,
  // The member may be waiting: after this time, they are told that the file could not be read, or the command not run.
  'prepare-import': 30 * minuteMs,
  'run-command': 30 * minuteMs,
};

type Options = {
  readonly database: OpenDatabase;
  /** Only jobs of this workspace run here: the settings hold its token, and other workspaces have other processes. */
  readonly workspaceId: string | undefined;
  readonly onSettled: NonNullable<WorkerOptions<Jobs>['onSettled']>;
  readonly onTransactionEnded: () => void;
};

/** Runs jobs until it is stopped. */
export function startWorkers(context: Context, options: Options): Worker {
  const groups = [
    { handlers: transferHandlers, slots: slots.transfers.light, weights: ['light'] },
    { handlers: transferHandlers, slots: slots.transfers.heavy, weights: ['heavy'] },
    { handlers: otherHandlers, slots: slots.others.light, weights: ['light'] },
    { handlers: otherHandlers, slots: slots.others.heavy, weights: ['heavy'] },
  ] as const;
  const pool = options.database.openPool({ max: 4, name: 'endusers queue' });
  const workers: Worker[] = [];
  const running = () => workers.reduce((jobs, worker) => jobs + worker.running(), 0);
  for (const group of groups) {
    const runningElsewhere = () => running() - own.running();
    const own: Worker = startJobWorker(context, { ...group, pool, runningElsewhere }, options);
    workers.push(own);
  }
  return {
    running,
    ready: () => workers.every((worker) => worker.ready()),
    silentMs: () => Math.max(...workers.map((worker) => worker.silentMs())),
    async stop(graceMs) {
      await Promise.all(workers.map((worker) => worker.stop(graceMs)));
      await pool.close(graceMs / 10);
    },
    // All workers take jobs from the same queue, so each one knows its depth.
    depth: () => workers[0]!.depth(),
  };
}

type Handlers = { readonly [Kind in keyof Jobs]?: Handler<Kind> };
type Group = Pick<WorkerOptions<Jobs>, 'slots' | 'weights' | 'pool' | 'runningElsewhere'> & {
  readonly handlers: Handlers;
};

function startJobWorker(
  context: Context,
  { handlers, ...group }: Group,
  { database, workspaceId, onSettled, onTransactionEnded }: Options,
): Worker {
  const { log } = context;
  return startWorker<Jobs>(database, {
    ...group,
    ...(workspaceId === undefined ? {} : { workspaceId }),
    jobs: defineJobs(context, handlers),
    async onDeadLettered(job, error, reference) {
      log.error({ err: error, reference, ...logFields(job) }, 'a job was dead-lettered');
      // A payload that doesn't fit names no import or export for sure: the orphan reaper finds what it left behind.
      if (!('rawPayload' in job)) await markAsFailed(context, job, reference, error);
    },
    onError(error, job) {
      if (job) log.warn({ err: error, ...logFields(job) }, 'a job failed and will be retried');
      else log.warn({ err: error }, 'the queue could not reach the database and will retry');
    },
    onSettled,
    onTransactionEnded(lost) {
      log.warn(lost, 'ended the transaction of a lost worker');
      onTransactionEnded();
    },
  });
}

function defineJobs(context: Context, handlers: Handlers): Partial<JobDefinitions<Jobs>> {
  const define = <Kind extends keyof Jobs>(kind: Kind) =>
    [kind, defineJob(context, kind, handlers[kind])] as const;
  return Object.fromEntries((Object.keys(handlers) as (keyof Jobs)[]).map((kind) => define(kind)));
}

function defineJob<Kind extends keyof Jobs>(
  context: Context,
  kind: Kind,
  handler: Handler<Kind> | undefined,
): JobDefinition<Jobs, Kind> {
  if (!handler) throw new Error(`job kind ${kind} has no handler`);
  const run = async (job: JobOf<Kind>): Promise<void> => void (await handler(context, job));
  const patient = retryWhenRateLimited(run, outageLimitsMs[kind] ?? 0);
  return {
    // A schema's type doesn't follow from the kind's in a generic function; the table in job-payloads.ts pairs them.
    payload: jobPayloads[kind] as unknown as JobDefinition<Jobs, Kind>['payload'],
    handle: skipWhenUninstalled(patient, (job, error) => endJob(context, job as AnyJob<Jobs>, error)),
  };
}

/** Ends a job whose workspace has removed the app. */
async function endJob(context: Context, job: AnyJob<Jobs>, error: unknown): Promise<void> {
  const reference = newErrorReference();
  context.log.info({ err: error, reference, ...logFields(job) }, 'a job ended because the app was removed');
  await markAsFailed(context, job, reference);
}

/** What a member typed, and the answer to it, may name end users; a payload that doesn't fit may hold anything. */
function logFields(job: AnyJob<Jobs> | UnparsedJob<Jobs>): object {
  if ('rawPayload' in job) return { kind: job.kind, workspaceId: job.workspaceId };
  const { text: _text, view: _view, ...keys }: Record<string, unknown> = job.payload;
  return { kind: job.kind, ...keys };
}
