// The instruments: each metric with its name, its labels, and its help text. Names and labels never change.
// docs/operations.md explains them.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Buckets for durations, from a template with one row to a file with a million rows. */
const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

export type Stage = 'reading' | 'planning' | 'applying' | 'undoing' | 'writing' | 'uploading';

export type Instruments = ReturnType<typeof createInstruments>;

/**
 * Labels have only a few values, which are known in advance or defined by Slack. They never contain data of a workspace or
 * a member.
 */
export function createInstruments() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    databaseUp: new Gauge({
      name: 'endusers_database_up',
      help: '1 if the database answered this scrape; otherwise the gauges of imports, exports, and the queue are absent',
      registers,
    }),
    connectionsReplaced: new Counter({
      name: 'endusers_database_connections_replaced_total',
      help: 'Times that all connections to the database were silent and were replaced',
      registers,
    }),
    ready: new Gauge({
      name: 'endusers_ready',
      help: '1 for each part of the app that is usable, as in /readyz',
      labelNames: ['part'] as const,
      registers,
    }),
    imports: new Gauge({
      name: 'endusers_imports',
      help: 'Imports in the database by state',
      labelNames: ['state'] as const,
      registers,
    }),
    exports: new Gauge({
      name: 'endusers_exports',
      help: 'Exports in the database by state',
      labelNames: ['state'] as const,
      registers,
    }),
    queueJobs: new Gauge({
      name: 'endusers_queue_jobs',
      help: 'Jobs in the database that could run now, that are running, and that are dead letters',
      labelNames: ['state'] as const,
      registers,
    }),
    queueAge: new Gauge({
      name: 'endusers_queue_oldest_seconds',
      help: 'How long the oldest job that could run now has been waiting',
      registers,
    }),
    steps: new Counter({
      name: 'endusers_steps_total',
      help: 'Steps of imports and exports in this process',
      labelNames: ['step'] as const,
      registers,
    }),
    refusals: new Counter({
      name: 'endusers_refusals_total',
      help: 'Files that were rejected as a whole, by reason',
      labelNames: ['code'] as const,
      registers,
    }),
    importRows: new Counter({
      name: 'endusers_import_rows_total',
      help: 'Rows of files that were applied or changed nothing, by outcome',
      labelNames: ['outcome'] as const,
      registers,
    }),
    exportRows: new Counter({
      name: 'endusers_export_rows_total',
      help: 'Rows of written files',
      registers,
    }),
    stageSeconds: new Histogram({
      name: 'endusers_stage_seconds',
      help: 'Duration of completed stages of imports and exports',
      labelNames: ['stage'] as const,
      buckets: seconds,
      registers,
    }),
    jobs: new Counter({
      name: 'endusers_jobs_total',
      help: 'Runs of jobs in this process by outcome',
      labelNames: ['kind', 'outcome'] as const,
      registers,
    }),
    transactionsEnded: new Counter({
      name: 'endusers_transactions_ended_total',
      help: 'Transactions of lost workers that this process has ended',
      registers,
    }),
    slackCalls: new Counter({
      name: 'endusers_slack_calls_total',
      help: "Calls of Slack's Web API by result; each call includes its retries",
      labelNames: ['method', 'result'] as const,
      registers,
    }),
    eventsRateLimited: new Counter({
      name: 'endusers_events_rate_limited_total',
      help: 'Minutes in which Slack held back events of a workspace, because there were too many (`app_rate_limited`)',
      registers,
    }),
    requestsRefused: new Counter({
      name: 'endusers_requests_refused_total',
      help: 'Requests that were rejected before they were processed, by reason',
      labelNames: ['because'] as const,
      registers,
    }),
  };
}
