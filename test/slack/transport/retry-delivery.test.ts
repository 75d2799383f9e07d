// An event that fails is retried, by Slack or by the app, until it succeeds or a member would no longer wait.
import { expect, it } from 'vitest';
import { createAppRetry, redeliveredBySlack } from '../../../src/slack/transport/retry-delivery.ts';
import { RateLimitedError } from '../../../src/slack/web/slack-error.ts';

const stopping = new AbortController().signal;

it('the app retries an event until it succeeds', async () => {
  const calls: string[] = [];
  await createAppRetry({ forMs: 60_000, stopping })(
    async () => {
      calls.push('work');
      if (calls.length < 3) throw new Error('unavailable');
    },
    async () => void calls.push('give up'),
    0,
  );
  expect(calls).toEqual(['work', 'work', 'work']);
});

it('the app gives up on an event that fails for too long, with its error', async () => {
  const unavailable = new Error('unavailable');
  const errors: unknown[] = [];
  await createAppRetry({ forMs: 300, stopping })(
    () => Promise.reject(unavailable),
    async (error) => void errors.push(error),
    0,
  );
  expect(errors).toEqual([unavailable]);
});

it('the app waits longer where Slack asks to wait', async () => {
  const calls: string[] = [];
  await createAppRetry({ forMs: 300, stopping })(
    async () => {
      calls.push('work');
      if (calls.length < 3) throw new RateLimitedError('1');
    },
    async () => void calls.push('give up'),
    0,
  );
  expect(calls).toEqual(['work', 'work', 'work']);
});

it('over HTTP, a failure is thrown for Slack to retry the event, and given up at the last retry', async () => {
  const unavailable = new Error('unavailable');
  const errors: unknown[] = [];
  const outcomes = [];
  for (const retryNum of [0, 1, 2, 3]) {
    const delivery = redeliveredBySlack(
      () => Promise.reject(unavailable),
      async (error) => void errors.push(error),
      retryNum,
    );
    outcomes.push(
      await delivery.then(
        () => 'acknowledged',
        () => 'failed',
      ),
    );
  }
  expect(outcomes).toEqual(['failed', 'failed', 'failed', 'acknowledged']);
  expect(errors).toEqual([unavailable]);
});
