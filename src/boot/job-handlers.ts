// Who does which job, and which of them wait for which others.

import { createAnalyzer } from '../db/analyze-table.ts';
import type { OpenDatabase } from '../db/database.ts';
import type { Log } from '../log.ts';
import { newErrorReference } from '../model/error-reference.ts';
import type { Handlers } from '../queue/job.ts';
import { startWorker, type Worker, type WorkerOptions } from '../queue/queue.ts';
import type { Rights } from '../slack/access/authorize.ts';
import { retryWhenRateLimited } from '../slack/web/retry-when-rate-limited.ts';
import { skipWhenUninstalled } from '../slack/web/skip-when-uninstalled.ts';
import { performExport } from '../usecases/export/perform-export.ts';
import { showExport } from '../usecases/export/show-export.ts';
import { giveUp } from '../usecases/failures/dead-letter.ts';
import { applyImport } from '../usecases/import/apply-import.ts';
import { catchUp } from '../usecases/import/backfill-missed-shares.ts';
import { clearStage } from '../usecases/import/drop-staging.ts';
import { expireImport } from '../usecases/import/expire-import.ts';
import { planImportAnew } from '../usecases/import/plan-import.ts';
import { planStaged } from '../usecases/import/plan-staged.ts';
import { postProblemFile } from '../usecases/import/post-problem-file.ts';
import { prepareImport } from '../usecases/import/prepare-import.ts';
import { refuseShare } from '../usecases/import/reject-share.ts';
import { requestImport } from '../usecases/import/request-import.ts';
import { showImport } from '../usecases/import/show-import.ts';
import { undoImport } from '../usecases/import/undo-import.ts';
import type { Files, IsSharedOutside, Jobs, Messages, MissedShares, Refuse } from '../usecases/ports.ts';
import { progressPace } from '../usecases/progress/progress-throttle.ts';

/** Slack's own limit for a file, in bytes. */
const maxFileBytes = 1_000_000_000;

/** Kinds that wait for Slack's file hosts for as long as a file takes: members who wait for no file pass them by. */
type Carrying = 'prepare-import' | 'post-problem-file' | 'perform-export' | 'refuse-share';

/** Jobs at a time, of each of the two. */
const slots = 4;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How long jobs outlast an outage of Slack: those that only tell members how things stand, or look what they said. */
const outlasting: Readonly<Partial<Record<keyof Jobs, number>>> = {
  'show-import': 3 * dayMs,
  'show-export': 3 * dayMs,
  'post-problem-file': 3 * dayMs,
  say: 3 * dayMs,
  'catch-up': 3 * dayMs,
  // Whose file it is that can't be had may be waiting, and hears after that how it stands.
  'prepare-import': 30 * minuteMs,
};

type Parts = {
  readonly database: OpenDatabase;
  /** Where the settings hold the token of one: others have their own processes. */
  readonly workspaceId: string | undefined;
  readonly files: Files;
  readonly isSharedOutside: IsSharedOutside;
  readonly messages: Messages;
  readonly recent: MissedShares;
  readonly rights: Rights;
  readonly refuse: Refuse;
  readonly log: Log;
  readonly onSettled: NonNullable<WorkerOptions<Jobs>['onSettled']>;
};

/** Works jobs off until it is stopped. */
export function startWorkers(parts: Parts): Worker {
  const { database, workspaceId, files, isSharedOutside, messages, recent, rights, refuse, ...more } = parts;
  const { log, onSettled } = more;
  const { inWorkspace } = database;
  const show = showImport(inWorkspace, messages);
  const showFile = showExport(inWorkspace, messages);
  const plan = planStaged(inWorkspace, (of, memberId) => rights.allowed(of, memberId, 'decide'));
  const refresh = createAnalyzer(database.db);
  const tellFailure = giveUp(inWorkspace);
  const pace = progressPace();
  const carriers: Pick<Handlers<Jobs>, Carrying> = {
    'prepare-import': prepareImport({
      inWorkspace,
      files,
      isSharedOutside,
      show,
      planStaged: plan,
      pace,
      maxBytes: maxFileBytes,
    }),
    'post-problem-file': postProblemFile(inWorkspace, files),
    'perform-export': performExport({ inWorkspace, files, show: showFile, pace }),
    'refuse-share': refuseShare({ files, refuse, maxBytes: maxFileBytes }),
  };
  const others: Omit<Handlers<Jobs>, Carrying> = {
    'plan-import': planImportAnew(inWorkspace, plan),
    'apply-import': applyImport({ inWorkspace, planStaged: plan, refreshFigures: refresh }),
    'undo-import': undoImport(inWorkspace, refresh),
    'show-import': async ({ payload }) => void (await show(payload)),
    'show-export': async ({ payload }) => void (await showFile(payload)),
    'clear-stage': clearStage(inWorkspace),
    'expire-import': expireImport(inWorkspace),
    'catch-up': catchUp(inWorkspace, recent, requestImport(inWorkspace)),
    say: ({ payload }) => messages.postNotice(payload),
  };
  const both = [start(carriers), start(others)] as const;
  return {
    ready: () => both.every((one) => one.ready()),
    stop: async (graceMs) => void (await Promise.all(both.map((one) => one.stop(graceMs)))),
    // The queue is one: each knows the depth of all of it.
    depth: both[0].depth,
  };

  function start(handlers: Partial<Handlers<Jobs>>): Worker {
    return startWorker<Jobs>(database, {
      slots,
      ...(workspaceId === undefined ? {} : { workspaceId }),
      handlers: skipWhenUninstalled(retryWhenRateLimited(handlers, outlasting), async (job, err) => {
        const reference = newErrorReference();
        log.info(
          { err, reference, kind: job.kind, ...job.payload },
          'a job ended: the app is not there any more',
        );
        await tellFailure(job, reference);
      }),
      async onDeadLettered(job, err, reference) {
        log.error({ err, reference, kind: job.kind, ...job.payload }, 'a job was given up');
        await tellFailure(job, reference);
      },
      onError(err, job) {
        if (job) log.warn({ err, kind: job.kind, ...job.payload }, 'a job failed and is tried again');
        else log.warn({ err }, 'the queue could not ask the database, and asks again');
      },
      onSettled,
    });
  }
}
