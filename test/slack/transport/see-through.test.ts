// An event that fails: tried again by Slack or by us until it is done, or for as long as a member would wait.
import { expect, it } from 'vitest';
import { redeliveredBySlack, createAppRetry } from '../../../src/slack/transport/retry-delivery.ts';

const stopping = new AbortController().signal;

it('what fails at first is done later, once', async () => {
  const attempts: string[] = [];
  await createAppRetry({ forMs: 60_000, stopping })(
    async () => {
      attempts.push('tried');
      if (attempts.length < 3) throw new Error('away');
    },
    async () => void attempts.push('given up'),
    0,
  );
  expect(attempts).toEqual(['tried', 'tried', 'tried']);
});

it('what fails for too long is given up with its error', async () => {
  const away = new Error('away');
  const given: unknown[] = [];
  await createAppRetry({ forMs: 300, stopping })(
    () => Promise.reject(away),
    async (error) => void given.push(error),
    0,
  );
  expect(given).toEqual([away]);
});

it('what Slack sends again fails for Slack to know, and is given up when it was sent for the last time', async () => {
  const away = new Error('away');
  const given: unknown[] = [];
  const outcomes = [];
  for (const sentBefore of [0, 1, 2, 3]) {
    const seen = redeliveredBySlack(
      () => Promise.reject(away),
      async (error) => void given.push(error),
      sentBefore,
    );
    outcomes.push(
      await seen.then(
        () => 'answered',
        () => 'failed',
      ),
    );
  }
  expect(outcomes).toEqual(['failed', 'failed', 'failed', 'answered']);
  expect(given).toEqual([away]);
});
