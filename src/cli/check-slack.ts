// The operator's command `check-slack`: asks Slack whether the token works, whether it has the manifest's scopes, and
// whether Slack would accept every message and form of the app. Posts nothing.
import type { WebClient } from '@slack/web-api';
import { ConfigError, readSlackConfig } from '../config.ts';
import { openLog } from '../log.ts';
import { everyForm } from '../slack/sample-views/every-form.ts';
import { everyView } from '../slack/sample-views/every-view.ts';
import { botScopes } from '../slack/web/scopes.ts';
import { slackErrorOf } from '../slack/web/slack-error.ts';
import { type Payload, validateBlocks } from '../slack/web/validate-blocks.ts';
import { createWebClient } from '../slack/web/web-clients.ts';

/** Ordinary texts, and texts and lists that fill messages up to Slack's limits. */
const matters = [
  { foreign: 'Acme Ltd', count: 3, length: 3 },
  { foreign: '&'.repeat(255), count: 1_000_000, length: 200 },
];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const { botToken, slackApiUrl } = readSlackConfig(process.env);
  const client = createWebClient({ botToken, slackApiUrl }, openLog('silent'), 2);
  const scopesAreRight = await checkToken(client);
  const viewsAreRight = await checkViews(client);
  print(scopesAreRight && viewsAreRight ? 'All is well. Nothing was posted.' : 'Nothing was posted.');
  process.exitCode = scopesAreRight && viewsAreRight ? 0 : 1;
} catch (error) {
  const code = slackErrorOf(error);
  // Only the code: the message of an error may repeat the request, with the token.
  const sentence =
    error instanceof ConfigError
      ? error.message
      : code === null
        ? 'Slack does not answer. Check the network, and SLACK_API_URL if it is set.'
        : `Slack rejects the call: ${code}. If this is about the token, copy it again from OAuth & Permissions.`;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

/** @returns whether the token has all scopes of the manifest */
async function checkToken(client: WebClient): Promise<boolean> {
  const answer = await client.auth.test();
  const { user, team, team_id: id, response_metadata: metadata } = answer;
  print(`The token works: @${user} in ${team} (${id}).`);
  if (answer.is_enterprise_install) await printWorkspaces(client);
  const granted = metadata?.scopes ?? [];
  const missing = botScopes.filter((scope) => !granted.includes(scope));
  const others = granted.filter((scope) => !botScopes.includes(scope));
  if (others.length > 0) print(`Scopes that the app doesn't need: ${others.join(', ')}.`);
  if (missing.length === 0) {
    print(`The token has all ${botScopes.length} scopes of the manifest.`);
    return true;
  }
  print(
    `Missing scopes: ${missing.join(', ')}. Paste the manifest again under App Manifest, then choose Install App → Reinstall.`,
  );
  return false;
}

/** The token of an org-wide installation can't be SLACK_BOT_TOKEN, but it can be checked. */
async function printWorkspaces(client: WebClient): Promise<void> {
  const { teams = [] } = await client.auth.teams.list({ limit: 1_000 });
  const names = teams.map(({ id, name }) => `${name} (${id})`).join(', ');
  print(`It belongs to an org-wide installation, with access to ${names || 'no workspace yet'}.`);
  print('The app gets such a token at /slack/install, not from SLACK_BOT_TOKEN: see docs/connect.md.');
}

/** @returns whether Slack would accept every message and form */
async function checkViews(client: WebClient): Promise<boolean> {
  const payloads = samplePayloads();
  print(`Slack checks ${payloads.size} messages and forms, which takes a while …`);
  let rejected = 0;
  for (const [payload, name] of payloads) {
    const complaints = await validateBlocks(client, JSON.parse(payload) as Payload);
    if (complaints.length > 0) rejected += 1;
    for (const complaint of complaints) print(`${name}: ${complaint}`);
  }
  print(
    rejected === 0
      ? 'Slack would accept all of them.'
      : `Slack would reject ${rejected} of them: please report the lines above.`,
  );
  return rejected === 0;
}

/** The first name of each payload, by its JSON: several views look the same with the same texts. */
function samplePayloads(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (payload: Payload, name: string): void => {
    const json = JSON.stringify(payload);
    if (!names.has(json)) names.set(json, name);
  };
  for (const matter of matters) {
    for (const { name, view } of everyView(matter)) add({ message: { blocks: view.blocks } }, name);
    for (const { name, form } of everyForm(matter)) add({ view: form }, name);
  }
  return names;
}
