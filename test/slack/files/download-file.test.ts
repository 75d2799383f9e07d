// The bytes of a shared file, from a Slack that stands still, sends elsewhere, or has the file no more.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { readConfig } from '../../../src/config.ts';
import { openLog } from '../../../src/log.ts';
import { BadFileError } from '../../../src/model/bad-file-error.ts';
import { createDownload } from '../../../src/slack/files/download-file.ts';
import { retryAfterMs } from '../../../src/slack/web/slack-error.ts';
import { createSlackHostCheck } from '../../../src/slack/web/slack-hosts.ts';
import { createWebClients } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
afterEach(() => fake.faults.clear());

const config = readConfig({
  SLACK_BOT_TOKEN: fake.app().token,
  SLACK_SIGNING_SECRET: fake.signingSecret,
  SLACK_API_URL: fake.apiUrl,
});
const workspaceId = fake.app().teamId;
const clients = createWebClients(
  { tokenOf: async () => fake.app().token },
  { slackApiUrl: fake.apiUrl },
  openLog('silent'),
);
const mayHaveToken = createSlackHostCheck(config.slackApiUrl);
const download = createDownload({ clients, mayHaveToken });
const impatient = createDownload({ clients, mayHaveToken, idleMs: 200 });
const dana = fake.member('dana');

async function shared(content: string | Buffer, more = {}): Promise<string> {
  const message = await dana.share({ channel: 'end-users', files: [{ name: 'a.csv', content, ...more }] });
  return message.files[0]!;
}

async function bytesOf(
  slackFileId: string,
  { by = download, signal = new AbortController().signal } = {},
): Promise<Buffer> {
  const pieces = [];
  for await (const piece of by({ workspaceId, slackFileId }, signal)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('a download', () => {
  it('gives the bytes as they are', async () => {
    const content = Buffer.from([0xef, 0xbb, 0xbf, 0, 255, 13, 10, ...Buffer.from('naïve')]);
    expect(await bytesOf(await shared(content))).toEqual(content);
  });

  it('that is never answered ends with an error', async () => {
    fake.faults.add({ method: 'download', answer: 'hang' });
    const file = await shared('a\n1\n');
    await expect(bytesOf(file, { by: impatient })).rejects.toThrow('a download stood still');
  });

  it('that stands still in the middle ends with an error', async () => {
    const file = await shared('a\n1\n');
    fake.faults.add({ method: 'download', answer: { contentLength: 10_000 } });
    await expect(bytesOf(file, { by: impatient })).rejects.toThrow('a download stood still');
  });

  it('does not stand still while its reader takes time', async () => {
    const content = Buffer.alloc(300_000, 'x');
    const pieces = [];
    const slackFileId = await shared(content);
    const download = createDownload({ clients, mayHaveToken, idleMs: 1_500 });
    for await (const piece of download({ workspaceId, slackFileId }, new AbortController().signal)) {
      if (pieces.length === 0) await new Promise((resolve) => setTimeout(resolve, 2_000));
      pieces.push(piece);
    }
    expect(Buffer.concat(pieces)).toEqual(content);
  });

  it('ends with its job', async () => {
    const job = new AbortController();
    const when = () => {
      job.abort(new Error('the process ends'));
      return true;
    };
    fake.faults.add({ method: 'download', when, answer: 'hang' });
    const file = await shared('a\n1\n');
    await expect(bytesOf(file, { signal: job.signal })).rejects.toThrow('the process ends');
  });

  it('waits as long as Slack asks', async () => {
    fake.faults.add({ method: 'download', answer: { status: 429, retryAfter: 7 } });
    const error = await bytesOf(await shared('a\n1\n')).catch((thrown: unknown) => thrown);
    expect(retryAfterMs(error)).toBe(7_000);
  });
});

describe('the token', () => {
  it('goes to no other host, wherever Slack sends us', async () => {
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('mine');
    }).listen(0, '127.0.0.1');
    afterAll(() => elsewhere.close());
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    fake.faults.add({ method: 'download', answer: { redirect: `http://127.0.0.1:${port}/steal` } });
    await expect(bytesOf(await shared('a\n1\n'))).rejects.toThrow('not one of its own');
    expect(asked).toEqual([]);
  });

  it("follows a redirect to Slack's own hosts, and not for ever", async () => {
    const file = await shared('a\n1\n');
    const { url_private: url } = (await (await clients.once(workspaceId)).files.info({ file })).file!;
    fake.faults.add({ method: 'download', answer: { redirect: url! } });
    expect(String(await bytesOf(file))).toBe('a\n1\n');
    fake.faults.add({ method: 'download', times: Infinity, answer: { redirect: url! } });
    await expect(bytesOf(file)).rejects.toThrow('redirected too often');
  });

  it.each([
    ['https://files.slack.com/x', true],
    ['https://slack-files.com/x', true],
    ['https://a.slack-edge.com/x', true],
    ['http://files.slack.com/x', false],
    ['https://files.slack.com:8443/x', false],
    ['https://files.slack.com.evil.example/x', false],
    ['https://evilslack.com/x', false],
    ['https://user@evil.example/slack.com', false],
  ])('%s may have it: %s', (url, may) => {
    expect(createSlackHostCheck('https://slack.com/api/')(new URL(url))).toBe(may);
  });
});

describe('a file that trying again does not bring', () => {
  it.each([
    [
      'deleted',
      async () => {
        const file = await shared('a\n1\n');
        await dana.eraseFile(file);
        return file;
      },
      'gone',
    ],
    ['never there', async () => 'F0NOWHERE0', 'gone'],
    ['in another service', () => shared('a\n1\n', { mode: 'external' }), 'external'],
    [
      'gone from the file host',
      async () => {
        fake.faults.add({ method: 'download', answer: { status: 404 } });
        return shared('a\n1\n');
      },
      'gone',
    ],
  ])('%s, is the member’s to mend', async (_, share, code) => {
    const error = await bytesOf(await share()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadFileError);
    expect(error).toMatchObject({ code });
  });
});
