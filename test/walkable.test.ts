// The code can be walked: "go to definition" on a call leads to the function that does the work.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSource } from './walk-calls.ts';

let source: ReturnType<typeof openSource>;
beforeAll(() => {
  source = openSource();
});

/** Everything between Slack and the engine. */
const walkedFolders = [
  'src/boot',
  'src/usecases',
  'src/slack/events',
  'src/slack/actions',
  'src/slack/commands',
  'src/slack/command-handlers',
  'src/slack/modals',
  'src/slack/access',
];

/**
 * What is called through a value rather than by name: the ports to Slack, state that is created once per process, and
 * the rows of the tables, whose functions the tables name.
 */
const calledThroughValues = [
  // The ports to Slack, and Slack's own clients.
  /^src\/usecases\/ports\.ts /,
  /^src\/slack\/web\/(web-clients|slack-hosts|counted-client)\.ts /,
  /^src\/installations\/installation-store\.ts /,
  // Created once per process.
  /^src\/db\/(in-workspace|database|transaction)\.ts /,
  /^src\/slack\/context\.ts retryDelivery$/,
  /^src\/slack\/transport\/\S+ (runInBackground|onReachable|RetryDelivery)$/,
  /^src\/usecases\/progress\/(progress-throttle|report-progress)\.ts /,
  // Opened by a call that leads on: a file that is being read, the embedded server.
  /^src\/(import\/read\/read-csv|embedded-postgres\/start)\.ts /,
  // What a job knows of itself.
  /^src\/queue\/(job|queue)\.ts /,
  /^src\/usecases\/import\/plan-staged\.ts assertLease$/,
  // A row of a table, and a callback of the caller.
  /^src\/slack\/actions\/on-action\.ts (run|permission)$/,
  /^src\/slack\/modals\/on-form\.ts save$/,
];

const files = walkedFolders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name)),
);

describe('a call', () => {
  it.each(files)('in %s leads to a function, or to a port', (file) => {
    const deadEnds = source
      .callsIn(file)
      .filter(({ to, isFunction }) => !isFunction && !calledThroughValues.some((known) => known.test(to)))
      // A callback that this very file was given, such as the `work` of a transaction.
      .filter(({ to }) => !to.startsWith(`${file} `));
    expect(deadEnds).toEqual([]);
  });
});

describe('following the calls', () => {
  it.each([
    [
      'a shared file',
      'src/boot/listeners.ts',
      'registerListeners',
      'src/usecases/import/request-import.ts requestImport',
    ],
    [
      'Apply',
      'src/boot/listeners.ts',
      'registerListeners',
      'src/usecases/import/decide-import.ts approveImport',
    ],
    [
      '/endusers export 12',
      'src/boot/listeners.ts',
      'registerListeners',
      'src/usecases/export/request-export.ts requestExport',
    ],
    [
      'the job that reads a file',
      'src/boot/job-handlers.ts',
      'startWorkers',
      'src/import/read/read-csv.ts readCsv',
    ],
    [
      'the job that plans',
      'src/boot/job-handlers.ts',
      'startWorkers',
      'src/import/plan/make-plan.ts makePlan',
    ],
    [
      'the job that applies',
      'src/boot/job-handlers.ts',
      'startWorkers',
      'src/import/apply-plan.ts applyPlan',
    ],
    [
      'the job that undoes',
      'src/boot/job-handlers.ts',
      'startWorkers',
      'src/import/undo/undo-operation.ts undoOperation',
    ],
    [
      'the job that writes an export',
      'src/boot/job-handlers.ts',
      'startWorkers',
      'src/export/write-export-file.ts writeExportFile',
    ],
  ])('from %s leads to the work', (_, file, start, end) => {
    expect([...source.reachableFrom(file, start)]).toContain(end);
  });
});
