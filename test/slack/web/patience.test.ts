// How long jobs wait for a Slack that is away, and what counts as that.
import type { WebAPICallError } from '@slack/web-api';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../../src/log.ts';
import { RetryLaterError } from '../../../src/queue/errors.ts';
import type { Job } from '../../../src/queue/job.ts';
import { retryWhenRateLimited } from '../../../src/slack/web/retry-when-rate-limited.ts';
import { createWebClient } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
afterEach(() => fake.faults.clear());

type Kinds = { tell: object; other: object };

const slack = createWebClient({ botToken: fake.app().token, slackApiUrl: fake.apiUrl }, openLog('silent'));
const hourMs = 3_600_000;

/** What becomes of a job that asks Slack, was tried so often, and is so old. */
async function endOf(kind: keyof Kinds, attempt: number, ageMs = 0): Promise<unknown> {
  const ask = () => slack.auth.test().then(() => undefined);
  const handlers = retryWhenRateLimited<Kinds>({ tell: ask, other: ask }, { tell: hourMs });
  const job = { kind, attempt, enqueuedAt: new Date(Date.now() - ageMs) } as Job<Kinds, typeof kind>;
  const handle = handlers[kind] as (of: typeof job) => Promise<void>;
  return handle(job).then(
    () => 'done',
    (error: unknown) => error,
  );
}

const refused = (error: unknown): unknown =>
  (error as WebAPICallError & { data?: { error: string } }).data?.error;

describe.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
  'a Slack that says %s of itself',
  (error) => {
    it('is outlasted, after the quick tries, by a job that nobody else would do', async () => {
      fake.faults.add({ method: 'auth.test', times: Infinity, answer: { error } });
      expect(refused(await endOf('tell', 6))).toBe(error);
      expect(await endOf('tell', 7)).toBeInstanceOf(RetryLaterError);
      expect(refused(await endOf('other', 7))).toBe(error);
    });
  },
);

it('an outage is not outlasted for ever', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: { status: 500 } });
  expect(await endOf('tell', 7, hourMs - 60_000)).toBeInstanceOf(RetryLaterError);
  expect(await endOf('tell', 7, hourMs + 60_000)).not.toBeInstanceOf(RetryLaterError);
});

it('what Slack refuses is no outage', async () => {
  fake.faults.add({ method: 'auth.test', times: Infinity, answer: { error: 'restricted_action' } });
  expect(refused(await endOf('tell', 7))).toBe('restricted_action');
});

it('a wait that Slack asks for is kept to the second', async () => {
  fake.faults.add({ method: 'auth.test', times: 1, answer: { status: 429, retryAfter: 17 } });
  expect(await endOf('other', 1)).toMatchObject({ ms: 17_000 });
});
