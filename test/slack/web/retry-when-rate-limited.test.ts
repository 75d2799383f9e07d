// How long jobs wait while Slack is unavailable or limits the rate, and which errors count as unavailable.
import type { WebAPICallError } from '@slack/web-api';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../../src/log.ts';
import { RetryLaterError } from '../../../src/queue/errors.ts';
import { retryWhenRateLimited } from '../../../src/slack/web/retry-when-rate-limited.ts';
import { createWebClient } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
afterEach(() => fake.faults.clear());

const client = createWebClient({ botToken: fake.app().token, slackApiUrl: fake.apiUrl }, openLog('silent'));
const hourMs = 3_600_000;

type RunOptions = {
  readonly attempt: number;
  /** How long ago the job was enqueued, in ms. */
  readonly ageMs?: number;
  readonly outageLimitMs?: number;
};

/** Runs a job that calls Slack. Resolves to the error, or to 'done'. */
async function run({ attempt, ageMs = 0, outageLimitMs = hourMs }: RunOptions): Promise<unknown> {
  const handle = retryWhenRateLimited(async () => void (await client.auth.test()), outageLimitMs);
  return handle({ attempt, enqueuedAt: new Date(Date.now() - ageMs) }).then(
    () => 'done',
    (error: unknown) => error,
  );
}

const codeOf = (error: unknown): unknown =>
  (error as WebAPICallError & { data?: { error: string } }).data?.error;

it('a job that Slack answers is done', async () => {
  expect(await run({ attempt: 1 })).toBe('done');
});

describe.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
  'while Slack answers %s',
  (error) => {
    it('a job with an outage limit waits after the quick attempts; a job without one fails', async () => {
      fake.faults.add({ method: 'auth.test', times: Infinity, answer: { error } });
      expect(codeOf(await run({ attempt: 6 }))).toBe(error);
      expect(await run({ attempt: 7 })).toBeInstanceOf(RetryLaterError);
      expect(codeOf(await run({ attempt: 7, outageLimitMs: 0 }))).toBe(error);
    });
  },
);

it('a job waits no longer than its outage limit', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: { status: 500 } });
  expect(await run({ attempt: 7, ageMs: hourMs - 60_000 })).toBeInstanceOf(RetryLaterError);
  expect(await run({ attempt: 7, ageMs: hourMs + 60_000 })).not.toBeInstanceOf(RetryLaterError);
});

it('a request that Slack rejects does not count as an outage', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: { error: 'restricted_action' } });
  expect(codeOf(await run({ attempt: 7 }))).toBe('restricted_action');
});

it('after a 429, a job waits exactly as long as Slack asks', async () => {
  fake.faults.add({ method: 'auth.test', times: 1, answer: { status: 429, retryAfter: 17 } });
  expect(await run({ attempt: 1, outageLimitMs: 0 })).toMatchObject({ ms: 17_000 });
});
