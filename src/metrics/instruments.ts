// What is measured: each metric with its name, its labels and what it says. docs/operations.md explains them.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** From a template of one row to a file of a million. */
const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

export type Stage = 'reading' | 'planning' | 'applying' | 'undoing' | 'writing' | 'uploading';

export type Instruments = ReturnType<typeof createInstruments>;

/** Labels have few values that are known beforehand, or are Slack's words: nothing of a workspace or a member. */
export function createInstruments() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    databaseUp: new Gauge({
      name: 'endusers_database_up',
      help: '1 when the database answered this scrape; else the figures of imports, exports and the queue are absent',
      registers,
    }),
    ready: new Gauge({
      name: 'endusers_ready',
      help: '1 for each part that this process can use, as /readyz says',
      labelNames: ['part'] as const,
      registers,
    }),
    imports: new Gauge({
      name: 'endusers_imports',
      help: 'Imports in the database by the state that they are in',
      labelNames: ['state'] as const,
      registers,
    }),
    exports: new Gauge({
      name: 'endusers_exports',
      help: 'Exports in the database by the state that they are in',
      labelNames: ['state'] as const,
      registers,
    }),
    queueJobs: new Gauge({
      name: 'endusers_queue_jobs',
      help: 'Jobs in the database that could run now, that run, and that were given up for good',
      labelNames: ['state'] as const,
      registers,
    }),
    queueAge: new Gauge({
      name: 'endusers_queue_oldest_seconds',
      help: 'For how long the oldest job has been waiting that could run now',
      registers,
    }),
    steps: new Counter({
      name: 'endusers_steps_total',
      help: 'Steps of imports and exports that this process took',
      labelNames: ['step'] as const,
      registers,
    }),
    refusals: new Counter({
      name: 'endusers_refusals_total',
      help: 'Files that were refused as a whole, by the reason',
      labelNames: ['code'] as const,
      registers,
    }),
    importRows: new Counter({
      name: 'endusers_import_rows_total',
      help: 'Rows of files that were applied, or that needed nothing, by what became of them',
      labelNames: ['outcome'] as const,
      registers,
    }),
    exportRows: new Counter({
      name: 'endusers_export_rows_total',
      help: 'Rows of files that were written',
      registers,
    }),
    stageSeconds: new Histogram({
      name: 'endusers_stage_seconds',
      help: 'How long the stages of an import or an export took that came to their end',
      labelNames: ['stage'] as const,
      buckets: seconds,
      registers,
    }),
    jobs: new Counter({
      name: 'endusers_jobs_total',
      help: 'Runs of jobs in this process by how they ended',
      labelNames: ['kind', 'outcome'] as const,
      registers,
    }),
    slackCalls: new Counter({
      name: 'endusers_slack_calls_total',
      help: "Calls of Slack's Web API by how they came out, each with its own retries",
      labelNames: ['method', 'result'] as const,
      registers,
    }),
    requestsRefused: new Counter({
      name: 'endusers_requests_refused_total',
      help: 'Requests that were refused before anybody looked into them, by the reason',
      labelNames: ['because'] as const,
      registers,
    }),
  };
}
