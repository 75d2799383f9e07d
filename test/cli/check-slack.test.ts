// The operator's command that asks Slack about the token, its scopes, and every message and form.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, expect, inject, it } from 'vitest';
import { startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botScopes } from '../../src/slack/web/scopes.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
const { teamId } = fake.app();

async function run(env: Readonly<Record<string, string>>) {
  const { PATH = '', HOME = '' } = process.env;
  const all = { PATH, HOME, SLACK_API_URL: fake.apiUrl, ...env };
  const child = spawn(process.execPath, [inject('programs').checkSlack], { env: all });
  const ended = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await ended) as [number];
  return { code, out, err };
}

const tokenWith = (scopes: readonly string[]) =>
  fake.install({ workspace: teamId, scopes: [...scopes] }).token;
const methods = () => new Set(fake.calls().map(({ method }) => method));

it('all is well if the token has the scopes of the manifest and Slack accepts every view; nothing is posted', async () => {
  const { code, out, err } = await run({ SLACK_BOT_TOKEN: tokenWith(botScopes) });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(`(${teamId}).`);
  expect(out).toContain(`all ${botScopes.length} scopes of the manifest`);
  expect(out).toMatch(/All is well\. Nothing was posted\.\n$/);
  expect(methods()).toEqual(new Set(['auth.test', 'blocks.validate']));
  const validated = fake.calls('blocks.validate');
  expect(validated.filter(({ args }) => args.message).length).toBeGreaterThan(200);
  expect(validated.filter(({ args }) => args.view).length).toBeGreaterThan(10);
});

it('names the scopes that are missing, and those that are not needed', async () => {
  const scopes = [...botScopes.filter((scope) => scope !== 'groups:history'), 'reactions:read'];
  const { code, out } = await run({ SLACK_BOT_TOKEN: tokenWith(scopes) });
  expect(code).toBe(1);
  expect(out).toContain('Missing scopes: groups:history.');
  expect(out).toContain("Scopes that the app doesn't need: reactions:read.");
  expect(out).not.toContain('All is well');
});

it('names the workspaces of an org-wide installation', async () => {
  fake.addWorkspace({ id: 'T0GRIDONE', name: 'Grid One', enterpriseId: 'E0GRID' });
  const { token } = fake.installOrganization({ enterprise: 'E0GRID', scopes: botScopes });
  fake.grantAccess('E0GRID', ['T0GRIDONE']);
  const { code, out } = await run({ SLACK_BOT_TOKEN: token });
  expect(code).toBe(0);
  expect(out).toContain('(E0GRID).');
  expect(out).toContain('with access to Grid One (T0GRIDONE).');
});

it('names the message that Slack rejects, and waits when Slack asks to', async () => {
  fake.faults.add({ method: 'blocks.validate', answer: { status: 429, retryAfter: 1 }, times: 1 });
  fake.faults.add({ method: 'blocks.validate', answer: { error: 'invalid_message' }, times: 1 });
  const { code, out } = await run({ SLACK_BOT_TOKEN: tokenWith(botScopes) });
  expect(code).toBe(1);
  expect(out).toMatch(/^import message 1: invalid_message$/m);
  expect(out).toContain('Slack would reject 1 of them');
});

it('says what is wrong without a token, with a wrong one, and without Slack', async () => {
  expect(await run({})).toMatchObject({ code: 2, err: expect.stringContaining('SLACK_BOT_TOKEN') });
  const wrong = await run({ SLACK_BOT_TOKEN: 'xoxb-nobody' });
  expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringContaining('invalid_auth') });
  const nowhere = await run({ SLACK_BOT_TOKEN: 'xoxb-nobody', SLACK_API_URL: 'http://127.0.0.1:1/api/' });
  expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('Slack does not answer') });
  expect(nowhere.err).not.toContain('xoxb');
});
