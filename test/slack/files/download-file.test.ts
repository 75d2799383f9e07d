// Downloads from a Slack that stalls, redirects elsewhere, or no longer has the file.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { readConfig } from '../../../src/config.ts';
import { openLog } from '../../../src/log.ts';
import { BadFileError } from '../../../src/model/bad-file-error.ts';
import { DownloadFailedError } from '../../../src/model/download-failed-error.ts';
import { type DownloadLimits, downloadFile } from '../../../src/slack/files/download-file.ts';
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
const context = { clients, isSlackHost: createSlackHostCheck(config.slackApiUrl) };
const impatient: DownloadLimits = { idleMs: 200 };
const dana = fake.member('dana');

async function shared(content: string | Buffer, more = {}): Promise<string> {
  const message = await dana.share({ channel: 'end-users', files: [{ name: 'a.csv', content, ...more }] });
  return message.files[0]!;
}

async function bytesOf(
  slackFileId: string,
  limits: DownloadLimits = {},
  signal = new AbortController().signal,
): Promise<Buffer> {
  const chunks = [];
  for await (const chunk of downloadFile(context, { workspaceId, slackFileId }, signal, limits)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

describe('a download', () => {
  it('yields the bytes unchanged', async () => {
    const content = Buffer.from([0xef, 0xbb, 0xbf, 0, 255, 13, 10, ...Buffer.from('naïve')]);
    expect(await bytesOf(await shared(content))).toEqual(content);
  });

  it('that is never answered fails', async () => {
    fake.faults.add({ method: 'download', answer: 'hang' });
    const file = await shared('a\n1\n');
    await expect(bytesOf(file, impatient)).rejects.toThrow('the download stalled');
  });

  it('that stalls in the middle fails', async () => {
    const file = await shared('a\n1\n');
    fake.faults.add({ method: 'download', answer: { stallAfterBytes: 2 } });
    await expect(bytesOf(file, impatient)).rejects.toThrow('the download stalled');
  });

  it('may take any time in its reader', async () => {
    const content = Buffer.alloc(300_000, 'x');
    const chunks = [];
    const file = { workspaceId, slackFileId: await shared(content) };
    const { signal } = new AbortController();
    for await (const chunk of downloadFile(context, file, signal, { idleMs: 1_500 })) {
      if (chunks.length === 0) await new Promise((resolve) => setTimeout(resolve, 2_000));
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks)).toEqual(content);
  });

  it('ends when its job is aborted', async () => {
    const job = new AbortController();
    const when = () => {
      job.abort(new Error('the process ends'));
      return true;
    };
    fake.faults.add({ method: 'download', when, answer: 'hang' });
    const file = await shared('a\n1\n');
    await expect(bytesOf(file, {}, job.signal)).rejects.toThrow('the process ends');
  });

  it('that Slack answers with 429 fails with the time to wait', async () => {
    fake.faults.add({ method: 'download', answer: { status: 429, retryAfter: 7 } });
    const error = await bytesOf(await shared('a\n1\n')).catch((thrown: unknown) => thrown);
    expect(retryAfterMs(error)).toBe(7_000);
  });
});

/** What a host answers with in place of the file, without a length unless `headers` has one. */
async function answeredWith(
  body: string,
  headers: Record<string, string> = {},
  file: { content?: string; mimetype?: string } = {},
): Promise<string> {
  const host = createServer((_, response) => {
    response.writeHead(200, headers).write(body);
    response.end();
  }).listen(0, '127.0.0.1');
  afterAll(() => host.close());
  await once(host, 'listening');
  const { port } = host.address() as AddressInfo;
  fake.faults.add({ method: 'download', answer: { redirect: `http://127.0.0.1:${port}/` } });
  const { content = 'customer_id,name\n1,Ana\n', ...more } = file;
  const slackFileId = await shared(content, more);
  const chunks = [];
  const trusting = { ...context, isSlackHost: () => true };
  for await (const chunk of downloadFile(
    trusting,
    { workspaceId, slackFileId },
    new AbortController().signal,
  ))
    chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('what is not the file', () => {
  // Whether a file still exists, `files.info` tells.
  it.each([404, 410, 500])('is a failed download: status %i', async (status) => {
    const file = await shared('a\n1\n');
    fake.faults.add({ method: 'download', answer: { status } });
    const error = await bytesOf(file).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DownloadFailedError);
    expect(error).toMatchObject({ message: `Slack answered with status ${status}` });
  });

  const page = '<!DOCTYPE html><title>Sign in</title>';
  const html = { 'content-type': 'text/html; charset=utf-8' };

  it.each<[string, string, Record<string, string>]>([
    ['a web page', page, html],
    ['a web page that is not called one', page, {}],
    ['a long web page', page + 'x'.repeat(300_000), {}],
    ['a web page with its length', page, { ...html, 'content-length': String(page.length) }],
    ['a page that is only called one', 'Please wait', html],
  ])('is a failed download: %s', async (_, body, headers) => {
    const error = await answeredWith(body, headers).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DownloadFailedError);
    expect(error).toMatchObject({ message: 'Slack sent a web page instead of the file' });
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['shorter', 'Busy', {}, 'Slack sent 4 bytes of a file of 23'],
    ['shorter by its header', 'Busy', { 'content-length': '4' }, 'Slack sent 4 bytes of a file of 23'],
    ['longer', 'x'.repeat(100), { 'content-length': '100' }, 'Slack sent 100 bytes of a file of 23'],
  ])('is a failed download: a text that is %s', async (_, body, headers, message) => {
    const error = await answeredWith(body, headers).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DownloadFailedError);
    expect(error).toMatchObject({ message });
  });

  it('is not a web page that a member shared: its length is right', async () => {
    expect(await answeredWith(page, {}, { content: page })).toBe(page);
    expect(await answeredWith(page, html, { content: page })).toBe(page);
    const long = page + 'x'.repeat(10_000_000);
    expect(await answeredWith(long, {}, { content: long })).toMatch(/^<!DOCTYPE html>/);
    expect(await answeredWith(page, html, { content: page, mimetype: 'text/html' })).toBe(page);
  });

  it('is found before a reader gets any of it, where it is short', async () => {
    fake.faults.add({ method: 'download', answer: { webPage: true } });
    const file = { workspaceId, slackFileId: await shared('a\n1\n') };
    const chunks = downloadFile(context, file, new AbortController().signal);
    await expect(chunks.next()).rejects.toThrow('a web page');
  });

  it('is a missing permission where Slack says that the app has none', async () => {
    const { token, ...bot } = fake.app();
    const slackFileId = await shared('a\n1\n');
    const scopes = [...bot.scopes].filter((scope) => scope !== 'files:read');
    const restore = () => fake.install({ workspace: workspaceId, token, scopes: [...scopes, 'files:read'] });
    fake.faults.add({
      method: 'download',
      // After `files.info` was answered.
      when: () => Boolean(fake.install({ workspace: workspaceId, token, scopes })),
      answer: { webPage: true },
    });
    try {
      await expect(bytesOf(slackFileId)).rejects.toMatchObject({ code: 'missing-scope' });
      await expect(bytesOf(slackFileId)).rejects.toMatchObject({ code: 'missing-scope' });
    } finally {
      restore();
    }
  });
});

describe('the token', () => {
  it('goes to no other host, wherever Slack redirects', async () => {
    const requests: string[] = [];
    const elsewhere = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.end('mine');
    }).listen(0, '127.0.0.1');
    afterAll(() => elsewhere.close());
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    fake.faults.add({ method: 'download', answer: { redirect: `http://127.0.0.1:${port}/steal` } });
    await expect(bytesOf(await shared('a\n1\n'))).rejects.toThrow("not one of Slack's");
    expect(requests).toEqual([]);
  });

  it("follows redirects to Slack's own hosts, up to a limit", async () => {
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
  ])('may be sent to %s: %s', (url, isAllowed) => {
    expect(createSlackHostCheck('https://slack.com/api/')(new URL(url))).toBe(isAllowed);
  });
});

describe('a file that Slack refuses to give the app', () => {
  it.each([
    ['its host answers with 403', { method: 'download', answer: { status: 403 } }, 'status 403'],
    ['access_denied', { method: 'files.info', answer: { error: 'access_denied' } }, '`access_denied`'],
    ['not_visible', { method: 'files.info', answer: { error: 'not_visible' } }, '`not_visible`'],
  ] as const)('is reported for what it is: %s', async (_, fault, words) => {
    const file = await shared('a\n1\n');
    fake.faults.add({ ...fault, times: Infinity });
    const error = await bytesOf(file).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadFileError);
    expect(error).toMatchObject({ code: 'access-denied' });
    expect((error as BadFileError).reason).toContain(words);
  });
});

describe('a file that no retry can get', () => {
  it.each([
    [
      'that was deleted',
      async () => {
        const file = await shared('a\n1\n');
        await dana.eraseFile(file);
        return file;
      },
      'gone',
    ],
    ['that was never there', async () => 'F0NOWHERE0', 'gone'],
    ['that is stored in another service', () => shared('a\n1\n', { mode: 'external' }), 'external'],
  ])('%s is reported to the member as a bad file', async (_, share, code) => {
    const error = await bytesOf(await share()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadFileError);
    expect(error).toMatchObject({ code });
  });

  it.each([
    ['quip', 'it is a Slack canvas, not a CSV file', 'Copy its table'],
    ['list', 'it is a Slack list, not a CSV file', 'Download the list as CSV'],
    ['space', 'it is a Slack post, not a CSV file', 'Copy its table'],
    ['email', 'it is an email, not a CSV file', 'save the attachment'],
    ['external', 'it is a link to another service, not a file in Slack', 'Download it there'],
  ] as const)(
    'because Slack has no bytes for it (%s) is called by its name',
    async (mode, reason, remedy) => {
      const error = await bytesOf(await shared('a\n1\n', { mode })).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'external', reason });
      expect((error as BadFileError).remedy).toContain(remedy);
    },
  );
});
