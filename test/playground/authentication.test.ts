import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());
const blocks = [{ type: 'divider' }];

describe('authentication', () => {
  test('auth.test names the workspace and the bot', async () => {
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team: 'Harbor Support',
      team_id: 'T0HARBOR1',
      user_id: fake.app().botUserId,
      bot_id: fake.app().botId,
    });
  });

  test('a missing, a wrong, and a revoked token have different errors', async () => {
    const bare = await fetch(`${fake.apiUrl}auth.test`, { method: 'POST' });
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
    expect(await refusal(botClient(fake, 'xoxb-nobody').auth.test())).toMatchObject({
      error: 'invalid_auth',
    });
    const other = fake.addWorkspace({ name: 'Gone' });
    const { token } = fake.install({ workspace: other.id });
    fake.uninstall(other.id);
    expect(await refusal(botClient(fake, token).auth.test())).toMatchObject({ error: 'account_inactive' });
  });

  test('the token can be in the form, and arguments in JSON or in the URL', async () => {
    const form = new URLSearchParams({ token: fake.app().token });
    const byForm = await fetch(`${fake.apiUrl}auth.test`, { method: 'POST', body: form });
    expect(await byForm.json()).toMatchObject({ ok: true });
    const byJson = await fetch(`${fake.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fake.app().token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: 'C0ENDUSERS', text: 'As JSON', blocks }),
    });
    expect(await byJson.json()).toMatchObject({ ok: true, message: { text: 'As JSON' } });
    const byGet = await fetch(`${fake.apiUrl}users.info?user=U0DANA000`, {
      headers: { authorization: `Bearer ${fake.app().token}` },
    });
    expect(await byGet.json()).toMatchObject({ ok: true, user: { name: 'dana' } });
  });

  test('a missing scope is named, with the token’s scopes', async () => {
    const workspace = fake.addWorkspace({ name: 'Narrow' });
    const { token } = fake.install({ workspace: workspace.id, scopes: ['chat:write', 'commands'] });
    expect(await refusal(botClient(fake, token).users.info({ user: 'U0DANA000' }))).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,commands',
    });
  });

  test('every answer names the token’s scopes', async () => {
    const { response_metadata } = await client.users.info({ user: 'U0DANA000' });
    expect(response_metadata).toMatchObject({ acceptedScopes: ['users:read'] });
    expect(response_metadata?.scopes).toContain('files:read');
  });

  test('an unknown method is refused with 200', async () => {
    expect(await refusal(client.apiCall('end.users'))).toMatchObject({ error: 'unknown_method' });
  });

  test('calls are recorded without the token', async () => {
    await client.apiCall('api.test', { token: fake.app().token, foo: 'bar' });
    const last = fake.calls('api.test').at(-1);
    expect(last?.args).toEqual({ foo: 'bar' });
    expect(last?.result).toMatchObject({ ok: true });
  });
});
