import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';
import { csv, shareOne } from './shared-file.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());

/** Resolves with the message that shares the file: Slack shares in the background, after its answer. */
const sharedAs = (name: string) =>
  fake.until(() =>
    fake.messages('end-users').findLast((message) => fake.files(message).some((file) => file.name === name)),
  );

const bytes = (text: string) => Buffer.byteLength(text);

describe('uploads', () => {
  const open = (filename: string, length: number) => client.files.getUploadURLExternal({ filename, length });
  const send = (url: string | undefined, body: string | FormData) =>
    fetch(String(url), { method: 'POST', body });

  test('of raw bytes can be completed into a thread', async () => {
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
    const reply = await fake.until(() => fake.thread('end-users', parent.ts)[1]);
    expect(reply).toMatchObject({ text: 'Here', subtype: 'file_share', user: fake.app().botUserId });
    expect(await fake.file(String(file_id)).text()).toBe(csv);
  });

  test('can be a form', async () => {
    const { upload_url, file_id } = await open('a.csv', 3);
    const form = new FormData();
    form.append('filename', new Blob(['abc']), 'a.csv');
    expect((await send(upload_url, form)).status).toBe(200);
    await client.files.completeUploadExternal({ files: [{ id: String(file_id) }] });
    expect(await fake.file(String(file_id)).text()).toBe('abc');
  });

  test('with filesUploadV2 work', async () => {
    await client.filesUploadV2({ channel_id: 'C0ENDUSERS', filename: 'v2.csv', content: csv });
    const message = await sharedAs('v2.csv');
    expect(await fake.files(message)[0]?.text()).toBe(csv);
  });

  test('with another length than announced are refused', async () => {
    const { upload_url, file_id } = await open('a.csv', 4);
    expect((await send(upload_url, 'abc')).status).toBe(400);
    const complete = client.files.completeUploadExternal({ files: [{ id: String(file_id) }] });
    expect(await refusal(complete)).toMatchObject({ error: 'file_not_found' });
  });

  test('are completed once', async () => {
    const { upload_url, file_id } = await open('a.csv', 3);
    await send(upload_url, 'abc');
    const complete = () => client.files.completeUploadExternal({ files: [{ id: String(file_id) }] });
    await complete();
    expect(await refusal(complete())).toMatchObject({ error: 'file_not_found' });
  });

  test.each([
    ['a member instead of a channel', 'U0DANA000', 'channel_not_found'],
    ['a channel without the bot', 'C0RANDOM00', 'not_in_channel'],
  ])('into %s are refused and can be completed elsewhere', async (_, channel_id, error) => {
    const { upload_url, file_id } = await open(`${error}.csv`, 3);
    await send(upload_url, 'abc');
    const files: [{ id: string }] = [{ id: String(file_id) }];
    expect(await refusal(client.files.completeUploadExternal({ files, channel_id }))).toMatchObject({
      error,
    });
    await client.files.completeUploadExternal({ files, channel_id: 'C0ENDUSERS' });
    expect((await sharedAs(`${error}.csv`)).files).toEqual([file_id]);
  });

  test('of nothing are refused', async () => {
    expect(await refusal(open('a.csv', 0))).toMatchObject({ error: 'missing_argument' });
  });

  test('the bot can delete its own file but not a member’s', async () => {
    await client.filesUploadV2({ channel_id: 'C0ENDUSERS', filename: 'mine.csv', content: csv });
    const id = (await sharedAs('mine.csv')).files[0] ?? '';
    await client.files.delete({ file: id });
    expect(await refusal(client.files.info({ file: id }))).toMatchObject({ error: 'file_deleted' });
    const { messages } = await client.conversations.history({ channel: 'C0ENDUSERS', limit: 1 });
    expect(messages?.[0]?.files).toEqual([{ id, mode: 'tombstone' }]);
    const theirs = await shareOne(fake);
    expect(await refusal(client.files.delete({ file: theirs.id }))).toMatchObject({
      error: 'cant_delete_file',
    });
  });
});
