import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, clientFor, refusal } from './clients.ts';

let fake: FakeSlack;
beforeEach(async () => {
  fake = await startFakeSlack({ tokenRotation: true });
});
afterEach(() => fake.close());

const anyone = () => clientFor(fake.apiUrl, '');
const ask = (more: object) =>
  anyone().oauth.v2.access({
    client_id: fake.clientId,
    client_secret: fake.clientSecret,
    ...more,
  } as Parameters<ReturnType<typeof anyone>['oauth']['v2']['access']>[0]);

const redirect_uri = 'http://127.0.0.1:9/done';

async function agree(more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    client_id: fake.clientId,
    scope: 'chat:write,commands',
    redirect_uri,
    state: 'abc',
    ...more,
  });
  const response = await fetch(`${fake.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? 'http://nowhere');
}

test('agreeing redirects with a code and the state, and the code is exchanged for a token', async () => {
  const { id } = fake.addWorkspace({ name: 'Second' });
  const boss = fake.addMember({ name: 'boss', kind: 'owner', workspace: id });
  const back = await agree({ team: id });
  expect(back.searchParams.get('state')).toBe('abc');
  const code = back.searchParams.get('code');
  const answer = await ask({ code, redirect_uri });
  expect(answer).toMatchObject({
    ok: true,
    token_type: 'bot',
    scope: 'chat:write,commands',
    team: { id, name: 'Second' },
    authed_user: { id: boss.id },
    bot_user_id: fake.app(id).botUserId,
    expires_in: 43_200,
  });
  const test = await botClient(fake, String(answer.access_token)).auth.test();
  expect(test).toMatchObject({ team_id: id });
  expect(await refusal(ask({ code, redirect_uri }))).toMatchObject({ error: 'code_already_used' });
});

test('by default, the app is installed into the first workspace without it', async () => {
  const code = (await agree()).searchParams.get('code');
  expect(await ask({ code, redirect_uri })).toMatchObject({ team: { name: 'Partner Ltd' } });
});

test('a refresh token works once and issues a new token, while the previous token stays valid', async () => {
  const code = (await agree({ team: 'T0HARBOR1' })).searchParams.get('code');
  const first = await ask({ code, redirect_uri });
  const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
  const second = await ask(refresh);
  expect(second.access_token).not.toBe(first.access_token);
  for (const token of [first.access_token, second.access_token]) {
    expect(await botClient(fake, String(token)).auth.test()).toMatchObject({ ok: true });
  }
  expect(await refusal(ask(refresh))).toMatchObject({ error: 'invalid_refresh_token' });
});

test('expiring tokens have their own prefix', async () => {
  const code = (await agree()).searchParams.get('code');
  expect((await ask({ code, redirect_uri })).access_token).toMatch(/^xoxe\.xoxb-/);
});

test('a refresh token is invalid after the app was uninstalled', async () => {
  const code = (await agree({ team: 'T0HARBOR1' })).searchParams.get('code');
  const { refresh_token } = await ask({ code, redirect_uri });
  fake.uninstall('T0HARBOR1');
  expect(await refusal(ask({ grant_type: 'refresh_token', refresh_token }))).toMatchObject({
    error: 'invalid_refresh_token',
  });
});

test('a code is valid only with the redirect_uri of its authorize request', async () => {
  const code = (await agree()).searchParams.get('code');
  expect(await refusal(ask({ code }))).toMatchObject({ error: 'bad_redirect_uri' });
  fake.connect('http://127.0.0.1:9');
  const query = new URLSearchParams({ client_id: fake.clientId, state: 'abc' });
  const answer = await fetch(`${fake.url}/oauth/v2/authorize?${query}`, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(back.href).toMatch(/^http:\/\/127.0.0.1:9\/slack\/oauth_redirect\?/);
  expect(await ask({ code: back.searchParams.get('code') })).toMatchObject({ ok: true });
});

test('a member can cancel, or install for a whole organization', async () => {
  const denied = (await agree({ answer: 'deny' })).searchParams;
  expect([denied.get('error'), denied.get('code'), denied.get('state')]).toEqual([
    'access_denied',
    null,
    'abc',
  ]);
  const { id: team } = fake.addWorkspace({ name: 'Grid', enterpriseId: 'E0GRID' });
  const code = (await agree({ team, answer: 'organization' })).searchParams.get('code');
  expect(await ask({ code, redirect_uri })).toMatchObject({
    is_enterprise_install: true,
    team: null,
    enterprise: { id: 'E0GRID' },
  });
});

test('an expired token is refused', async () => {
  fake.expireToken();
  expect(await refusal(botClient(fake).auth.test())).toMatchObject({ error: 'token_expired' });
});

test.each([
  ['another client id', { client_id: '1.2' }, 'invalid_client_id'],
  ['a wrong secret', { client_secret: 'x' }, 'bad_client_secret'],
  ['a made-up code', { code: 'x', redirect_uri: 'x' }, 'invalid_code'],
])('%s is refused', async (_, more, error) => {
  expect(await refusal(ask(more))).toMatchObject({ error });
});

test('a revoked token is refused', async () => {
  const { token } = fake.app();
  await botClient(fake).auth.revoke({});
  expect(await refusal(botClient(fake, token).auth.test())).toMatchObject({ error: 'account_inactive' });
});
