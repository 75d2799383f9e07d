// Files go to Slack over TLS, or to the host of SLACK_API_URL, whatever address Slack's answer names.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../../src/log.ts';
import { uploadFile } from '../../../src/slack/files/upload-file.ts';
import { createSlackHostCheck } from '../../../src/slack/web/slack-hosts.ts';
import { createWebClient } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
const client = createWebClient({ botToken: fake.app().token, slackApiUrl: fake.apiUrl }, openLog('silent'));
const file = path.join(tmpdir(), `upload-${process.pid}.csv`);
writeFileSync(file, 'name\nAna\n');

const { ts: threadTs } = await fake.member('dana').share({ channel: 'end-users', files: [] });

const upload = () =>
  uploadFile(
    client,
    { path: file, start: 0, name: 'people.csv', comment: 'here' },
    {
      begin: async () => ({ channelId: fake.channel('end-users').id, threadTs }),
      wasLost: false,
      signal: new AbortController().signal,
    },
    createSlackHostCheck(fake.apiUrl),
  );

it('goes to the address that Slack names', async () => {
  fake.invite('end-users', fake.app().botUserId);
  expect(await upload()).toMatchObject({ slackFileId: expect.stringMatching(/^F/) });
});

it('goes to no other host', async () => {
  let requests = 0;
  const elsewhere = createServer((_, response) => {
    requests++;
    response.end('OK');
  }).listen(0, '127.0.0.1');
  afterAll(() => elsewhere.close());
  await once(elsewhere, 'listening');
  const { port } = elsewhere.address() as AddressInfo;
  fake.faults.add({ method: 'upload_url', answer: { redirect: `http://127.0.0.1:${port}/upload` } });
  await expect(upload()).rejects.toThrow('not on a host of Slack');
  expect(requests).toBe(0);
});

it('goes to no host of Slack without TLS', async () => {
  fake.faults.add({ method: 'upload_url', answer: { redirect: 'http://files.slack.com/upload' } });
  await expect(upload()).rejects.toThrow('not on a host of Slack');
});
