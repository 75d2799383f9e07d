// An event of which Slack hears no more: tried again until it is done, or for as long as a member would wait.
import { expect, it } from 'vitest';
import { triedAgain } from '../../src/slack/see-through.ts';

const stopping = new AbortController().signal;

it('what fails at first is done later, once', async () => {
  const attempts: string[] = [];
  await triedAgain({ forMs: 60_000, stopping })(
    async () => {
      attempts.push('tried');
      if (attempts.length < 3) throw new Error('away');
    },
    async () => void attempts.push('given up'),
  );
  expect(attempts).toEqual(['tried', 'tried', 'tried']);
});

it('what fails for too long is given up with its error', async () => {
  const away = new Error('away');
  const given: unknown[] = [];
  await triedAgain({ forMs: 300, stopping })(
    () => Promise.reject(away),
    async (error) => void given.push(error),
  );
  expect(given).toEqual([away]);
});
