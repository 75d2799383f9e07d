import { Readable } from 'node:stream';
import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';
import { csv, download, infoOf, shareOne } from './shared-file.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());

const bytes = (text: string) => Buffer.byteLength(text);

describe('the metadata of a file', () => {
  test('a small CSV is a snippet', async () => {
    expect(await infoOf(client, (await shareOne(fake)).id)).toMatchObject({
      name: 'people.csv',
      mode: 'snippet',
      mimetype: 'text/csv',
      filetype: 'csv',
      size: bytes(csv),
      file_access: 'visible',
      channels: ['C0ENDUSERS'],
    });
  });

  test('a large CSV is hosted', async () => {
    const shared = await shareOne(fake, { content: () => Readable.from(['name\n', 'x'.repeat(1_000_001)]) });
    expect(await infoOf(client, shared.id)).toMatchObject({ mode: 'hosted', size: 1_000_006 });
  });

  test('the media type can be unknown', async () => {
    expect(await infoOf(client, (await shareOne(fake, { mimetype: null })).id)).not.toHaveProperty(
      'mimetype',
    );
  });

  test('the URL can be missing right after the upload', async () => {
    const { id } = await shareOne(fake, { urlMissing: 2 });
    expect(await infoOf(client, id)).not.toHaveProperty('url_private_download');
    expect(await infoOf(client, id)).not.toHaveProperty('url_private_download');
    expect(await infoOf(client, id)).toHaveProperty('url_private_download');
  });

  test('another company’s file is only a hint in the message, and files.info has the rest', async () => {
    const message = await fake.member('pat').share({
      channel: 'with-partner',
      files: [{ name: 'people.csv', content: csv }],
    });
    const { messages } = await client.conversations.history({ channel: 'C0PARTNER0' });
    const id = message.files[0] ?? '';
    expect(messages?.[0]?.files).toEqual([
      { id, mode: 'file_access', file_access: 'check_file_info', created: 0, timestamp: 0, user: '' },
    ]);
    const file = await infoOf(client, id);
    expect(file).toMatchObject({ name: 'people.csv', user_team: 'T0PARTNER' });
    const response = await download(file.url_private_download, fake.app().token);
    expect(await response.text()).toBe(csv);
  });

  test('a file in a channel without the bot is not found', async () => {
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

test('closing removes the temporary folder', async () => {
  const other = await startFakeSlack();
  const message = await other
    .member('dana')
    .share({ channel: 'end-users', files: [{ name: 'a.csv', content: 'x' }] });
  const file = other.files(message)[0];
  await other.close();
  await expect(file?.content()).rejects.toThrow('ENOENT');
});
