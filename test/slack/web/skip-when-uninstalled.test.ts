// A job of a workspace that removed the app ends without a retry; every other error goes on to the queue.
import { afterAll, afterEach, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { NotInstalledError } from '../../../src/installations/installation-store.ts';
import { openLog } from '../../../src/log.ts';
import { skipWhenUninstalled } from '../../../src/slack/web/skip-when-uninstalled.ts';
import { createWebClient } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
afterEach(() => fake.faults.clear());

const client = createWebClient({ botToken: fake.app().token, slackApiUrl: fake.apiUrl }, openLog('silent'));

/** The errors that `end` was called with, and the error that was thrown instead. */
async function run(handle: () => Promise<void>): Promise<{ ended: unknown[]; thrown: unknown }> {
  const ended: unknown[] = [];
  const thrown = await skipWhenUninstalled(
    handle,
    async (_, error) => void ended.push(error),
  )({}).then(
    () => null,
    (error: unknown) => error,
  );
  return { ended, thrown };
}

it('a job that succeeds is left alone', async () => {
  expect(await run(async () => undefined)).toEqual({ ended: [], thrown: null });
});

it('a job ends when the app has no token for its workspace', async () => {
  const error = new NotInstalledError('removed');
  expect(await run(() => Promise.reject(error))).toEqual({ ended: [error], thrown: null });
});

it.each(['account_inactive', 'token_revoked'])('a job ends when Slack answers %s', async (error) => {
  fake.faults.add({ method: 'auth.test', answer: { error } });
  const { ended, thrown } = await run(async () => void (await client.auth.test()));
  expect(ended).toMatchObject([{ data: { error } }]);
  expect(thrown).toBeNull();
});

it('any other error is thrown', async () => {
  fake.faults.add({ method: 'auth.test', answer: { error: 'internal_error' } });
  const { ended, thrown } = await run(async () => void (await client.auth.test()));
  expect(ended).toEqual([]);
  expect(thrown).toMatchObject({ data: { error: 'internal_error' } });
});
