import { Readable } from 'node:stream';
import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/handle.ts';
import { startFakeSlack } from '../../playground/fake-slack/start.ts';
import { botClient, refusal } from './clients.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());

const csv = 'customer_id,name\n1,Ána\n';
const bytes = (text: string) => Buffer.byteLength(text);

async function share(
  file: Partial<Parameters<ReturnType<FakeSlack['member']>['share']>[0]['files'][number]> = {},
) {
  const message = await fake.member('dana').share({
    channel: 'end-users',
    files: [{ name: 'people.csv', content: csv, ...file }],
  });
  const [shared] = fake.files(message);
  if (!shared) throw new Error('nothing was shared');
  return shared;
}

async function infoOf(id: string) {
  const { file } = await client.files.info({ file: id });
  if (!file) throw new Error('no file');
  return file;
}

const download = (url: string | undefined, token?: string) =>
  fetch(String(url), token ? { headers: { authorization: `Bearer ${token}` } } : {});

describe('what is known of a file', () => {
  test('a small CSV is a snippet', async () => {
    expect(await infoOf((await share()).id)).toMatchObject({
      name: 'people.csv',
      mode: 'snippet',
      mimetype: 'text/csv',
      filetype: 'csv',
      size: bytes(csv),
      file_access: 'visible',
      channels: ['C0ENDUSERS'],
    });
  });

  test('a large one is hosted', async () => {
    const shared = await share({ content: () => Readable.from(['name\n', 'x'.repeat(1_000_001)]) });
    expect(await infoOf(shared.id)).toMatchObject({ mode: 'hosted', size: 1_000_006 });
  });

  test('the media type can be unknown', async () => {
    expect(await infoOf((await share({ mimetype: null })).id)).not.toHaveProperty('mimetype');
  });

  test('the address can be missing right after the upload', async () => {
    const { id } = await share({ urlMissing: 2 });
    expect(await infoOf(id)).not.toHaveProperty('url_private_download');
    expect(await infoOf(id)).not.toHaveProperty('url_private_download');
    expect(await infoOf(id)).toHaveProperty('url_private_download');
  });

  test('a file of another company comes as a hint, and files.info has the rest', async () => {
    const message = await fake.member('pat').share({
      channel: 'with-partner',
      files: [{ name: 'people.csv', content: csv }],
    });
    const { messages } = await client.conversations.history({ channel: 'C0PARTNER0' });
    const id = message.files[0] ?? '';
    expect(messages?.[0]?.files).toEqual([
      { id, mode: 'file_access', file_access: 'check_file_info', created: 0, timestamp: 0, user: '' },
    ]);
    const file = await infoOf(id);
    expect(file).toMatchObject({ name: 'people.csv', user_team: 'T0PARTNER' });
    const response = await download(file.url_private_download, fake.app().token);
    expect(await response.text()).toBe(csv);
  });

  test('a file of a channel without the bot is not there', async () => {
    const message = await fake
      .member('dana')
      .share({ channel: 'random', files: [{ name: 'a.csv', content: 'x' }] });
    const call = client.files.info({ file: message.files[0] ?? '' });
    expect(await refusal(call)).toMatchObject({ error: 'file_not_found' });
  });

  test('files of a channel can be listed, the newest first', async () => {
    const channel = fake.addChannel({ name: 'listed', members: ['dana', fake.app().botUserId] }).id;
    await fake.member('dana').share({
      channel,
      files: [
        { name: 'a.csv', content: 'x' },
        { name: 'b.csv', content: 'y' },
      ],
    });
    const { files, paging } = await client.files.list({ channel });
    expect(files?.map(({ name }) => name)).toEqual(['b.csv', 'a.csv']);
    expect(paging).toEqual({ count: 100, total: 2, page: 1, pages: 1 });
  });
});

describe('downloads', () => {
  test('give the bytes to the bot, under both addresses', async () => {
    const { url_private, url_private_download } = await infoOf((await share()).id);
    for (const url of [url_private, url_private_download]) {
      const response = await download(url, fake.app().token);
      expect(response.headers.get('content-type')).toBe('text/csv');
      expect(await response.text()).toBe(csv);
    }
  });

  test.each([
    ['no token', () => undefined],
    ['a wrong token', () => 'xoxb-nobody'],
    [
      'a token of another workspace',
      () => fake.install({ workspace: fake.addWorkspace({ name: 'Other' }).id }).token,
    ],
  ])('with %s give a login page, with 200', async (_, token) => {
    const { url_private_download } = await infoOf((await share()).id);
    const response = await download(url_private_download, token());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('Sign in');
  });

  test('without the scope give a login page, with 200', async () => {
    const workspace = fake.addWorkspace({ name: 'No files' });
    const { token, botUserId } = fake.install({ workspace: workspace.id, scopes: ['chat:write'] });
    const ola = fake.addMember({ name: 'ola', workspace: workspace.id });
    const channel = fake.addChannel({
      name: 'there',
      workspace: workspace.id,
      members: [ola.id, botUserId],
    }).id;
    const message = await fake.member(ola.id).share({ channel, files: [{ name: 'a.csv', content: 'x' }] });
    const url = `${fake.url}/files-pri/${workspace.id}-${message.files[0]}/download/a.csv`;
    expect(await (await download(url, token)).text()).toContain('Sign in');
  });
});

describe('uploads', () => {
  const open = (filename: string, length: number) => client.files.getUploadURLExternal({ filename, length });
  const send = (url: string | undefined, body: string | FormData) =>
    fetch(String(url), { method: 'POST', body });

  test('raw bytes, then completed into a thread', async () => {
    const parent = fake.member('dana').post({ channel: 'end-users', text: 'Please' });
    const { upload_url, file_id } = await open('export.csv', bytes(csv));
    expect((await send(upload_url, csv)).status).toBe(200);
    const done = await client.files.completeUploadExternal({
      files: [{ id: String(file_id), title: 'Export' }],
      channel_id: 'C0ENDUSERS',
      thread_ts: parent.ts,
      initial_comment: 'Here',
    });
    expect(done.files).toMatchObject([{ id: file_id, title: 'Export' }]);
    const [, reply] = fake.thread('end-users', parent.ts);
    expect(reply).toMatchObject({ text: 'Here', subtype: 'file_share', user: fake.app().botUserId });
    expect(await fake.file(String(file_id)).text()).toBe(csv);
  });

  test('as a form', async () => {
    const { upload_url, file_id } = await open('a.csv', 3);
    const form = new FormData();
    form.append('filename', new Blob(['abc']), 'a.csv');
    expect((await send(upload_url, form)).status).toBe(200);
    await client.files.completeUploadExternal({ files: [{ id: String(file_id) }] });
    expect(await fake.file(String(file_id)).text()).toBe('abc');
  });

  test('the way of filesUploadV2 works too', async () => {
    await client.filesUploadV2({ channel_id: 'C0ENDUSERS', filename: 'v2.csv', content: csv });
    const message = fake.messages('end-users').at(-1);
    expect(message && (await fake.files(message)[0]?.text())).toBe(csv);
  });

  test('another length than was promised is refused, and there is no file', async () => {
    const { upload_url, file_id } = await open('a.csv', 4);
    expect((await send(upload_url, 'abc')).status).toBe(400);
    const complete = client.files.completeUploadExternal({ files: [{ id: String(file_id) }] });
    expect(await refusal(complete)).toMatchObject({ error: 'file_not_found' });
  });

  test('an upload is completed once', async () => {
    const { upload_url, file_id } = await open('a.csv', 3);
    await send(upload_url, 'abc');
    const complete = () => client.files.completeUploadExternal({ files: [{ id: String(file_id) }] });
    await complete();
    expect(await refusal(complete())).toMatchObject({ error: 'file_not_found' });
  });

  test.each([
    ['a member instead of a channel', 'U0DANA000', 'channel_not_found'],
    ['a channel without the bot', 'C0RANDOM00', 'not_in_channel'],
  ])('into %s is refused, and can be completed elsewhere', async (_, channel_id, error) => {
    const { upload_url, file_id } = await open('a.csv', 3);
    await send(upload_url, 'abc');
    const files: [{ id: string }] = [{ id: String(file_id) }];
    expect(await refusal(client.files.completeUploadExternal({ files, channel_id }))).toMatchObject({
      error,
    });
    await client.files.completeUploadExternal({ files, channel_id: 'C0ENDUSERS' });
    expect(fake.messages('end-users').at(-1)?.files).toEqual([file_id]);
  });

  test('of nothing is refused', async () => {
    expect(await refusal(open('a.csv', 0))).toMatchObject({ error: 'missing_argument' });
  });

  test('a file of its own can be deleted, one of a member not', async () => {
    await client.filesUploadV2({ channel_id: 'C0ENDUSERS', filename: 'mine.csv', content: csv });
    const id = fake.messages('end-users').at(-1)?.files[0] ?? '';
    await client.files.delete({ file: id });
    expect(await refusal(client.files.info({ file: id }))).toMatchObject({ error: 'file_deleted' });
    const { messages } = await client.conversations.history({ channel: 'C0ENDUSERS', limit: 1 });
    expect(messages?.[0]?.files).toEqual([{ id, mode: 'tombstone' }]);
    const theirs = await share();
    expect(await refusal(client.files.delete({ file: theirs.id }))).toMatchObject({
      error: 'cant_delete_file',
    });
  });
});

test('the temporary folder is gone after the end', async () => {
  const other = await startFakeSlack();
  const message = await other
    .member('dana')
    .share({ channel: 'end-users', files: [{ name: 'a.csv', content: 'x' }] });
  const file = other.files(message)[0];
  await other.close();
  await expect(file?.content()).rejects.toThrow('ENOENT');
});
