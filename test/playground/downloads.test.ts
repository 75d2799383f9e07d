import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient } from './clients.ts';
import { csv, download, infoOf, shareOne } from './shared-file.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());

describe('downloads', () => {
  test('return the bytes to the bot, at both URLs', async () => {
    const { url_private, url_private_download } = await infoOf(client, (await shareOne(fake)).id);
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
  ])('with %s return a login page with 200', async (_, token) => {
    const { url_private_download } = await infoOf(client, (await shareOne(fake)).id);
    const response = await download(url_private_download, token());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('Sign in');
  });

  test('without the scope return a login page with 200', async () => {
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
