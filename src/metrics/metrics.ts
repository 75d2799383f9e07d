// The metrics of one process: what its parts tell, and what the database says, for `GET /metrics`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../db/transaction.ts';
import type { DomainEvent } from '../model/domain-event.ts';
import { countDomainEvent } from './count-domain-event.ts';
import { createGauges } from './gauges.ts';
import { createInstruments } from './instruments.ts';

export type Metrics = {
  onDomainEvent(happening: DomainEvent): void;
  /** See `WorkOptions.onSettled`. */
  onSettled(kind: string, outcome: string | null): void;
  /** See `OnCall`. */
  onCall(method: string, result: string): void;
  /** @param ms how long an upload to Slack took */
  onUploaded(ms: number): void;
  /** Whether a part can be used. */
  onReady(part: string, usable: boolean): void;
  /** Of a request. */
  onRefused(because: string): void;
  /** From now on each scrape asks the database how things stand there. */
  watch(db: Database): void;
  /**
   * `GET /metrics`, in the text format of Prometheus; it answers also while the database is away.
   * @param look has `onReady` told how things are now
   */
  route(look: () => Promise<unknown>): {
    readonly path: '/metrics';
    readonly method: 'GET';
    readonly handler: (_: IncomingMessage, response: ServerResponse) => void;
  };
};

export function createMetrics(): Metrics {
  const meters = createInstruments();
  const { registry, ready, requestsRefused, jobs, slackCalls, stageSeconds } = meters;
  let askDatabase = async (): Promise<void> => undefined;
  return {
    onDomainEvent: countDomainEvent(meters),
    onSettled: (kind, outcome) => jobs.inc({ kind, outcome: outcome ?? 'not noted' }),
    onCall: (method, result) => slackCalls.inc({ method, result }),
    onUploaded: (ms) => stageSeconds.observe({ stage: 'uploading' }, ms / 1_000),
    onReady: (part, usable) => ready.set({ part }, usable ? 1 : 0),
    onRefused: (because) => requestsRefused.inc({ because }),
    watch(db) {
      askDatabase = createGauges(db, meters);
    },
    route(look) {
      return {
        path: '/metrics',
        method: 'GET',
        handler: (_, response) => void answer(response).catch(() => response.destroy()),
      };

      async function answer(response: ServerResponse): Promise<void> {
        await Promise.all([look(), askDatabase()]);
        const text = await registry.metrics();
        response.writeHead(200, { 'content-type': registry.contentType });
        response.end(text);
      }
    },
  };
}
