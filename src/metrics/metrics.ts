// The metrics of this process: collects what the parts of the app report, and serves them at `GET /metrics`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../db/transaction.ts';
import type { DomainEvent } from '../model/domain-event.ts';
import { countDomainEvent } from './count-domain-event.ts';
import { createGauges } from './gauges.ts';
import { createInstruments } from './instruments.ts';

export type Metrics = {
  onDomainEvent(event: DomainEvent): void;
  /** A job run ended, see `WorkerOptions.onSettled`. */
  onSettled(kind: string, outcome: string | null): void;
  /** The connections to the database were silent and have been replaced. */
  onReplaced(): void;
  /** The queue has ended the transaction of a lost worker. */
  onTransactionEnded(): void;
  /** A call of Slack's Web API ended, see `OnCall`. */
  onCall(method: string, result: string): void;
  /** @param ms how long an upload to Slack took, in milliseconds */
  onUploaded(ms: number): void;
  /** Whether a part of the app is usable. */
  onReady(part: string, usable: boolean): void;
  /** Slack held back events of a workspace for a minute. */
  onEventsRateLimited(): void;
  /** An HTTP request was rejected. */
  onRefused(because: string): void;
  /** From now on, each scrape queries this database for the gauges. */
  watch(db: Database): void;
  /**
   * `GET /metrics`, in the text format of Prometheus. It works without a database, too.
   *
   * @param check updates `onReady` for all parts
   */
  route(check: () => Promise<unknown>): {
    readonly path: '/metrics';
    readonly method: 'GET';
    readonly handler: (_: IncomingMessage, response: ServerResponse) => void;
  };
};

export function createMetrics(): Metrics {
  const instruments = createInstruments();
  const { registry, ready, requestsRefused, jobs, slackCalls, stageSeconds } = instruments;
  let updateGauges = async (): Promise<void> => undefined;
  return {
    onDomainEvent: (event) => countDomainEvent(instruments, event),
    onSettled: (kind, outcome) => jobs.inc({ kind, outcome: outcome ?? 'not noted' }),
    onReplaced: () => instruments.connectionsReplaced.inc(),
    onTransactionEnded: () => instruments.transactionsEnded.inc(),
    onCall: (method, result) => slackCalls.inc({ method, result }),
    onUploaded: (ms) => stageSeconds.observe({ stage: 'uploading' }, ms / 1_000),
    onReady: (part, usable) => ready.set({ part }, usable ? 1 : 0),
    onEventsRateLimited: () => instruments.eventsRateLimited.inc(),
    onRefused: (because) => requestsRefused.inc({ because }),
    watch(db) {
      updateGauges = createGauges(db, instruments);
    },
    route(check) {
      return {
        path: '/metrics',
        method: 'GET',
        handler: (_, response) => void sendMetrics(response).catch(() => response.destroy()),
      };

      async function sendMetrics(response: ServerResponse): Promise<void> {
        await Promise.all([check(), updateGauges()]);
        const text = await registry.metrics();
        response.writeHead(200, { 'content-type': registry.contentType });
        response.end(text);
      }
    },
  };
}
