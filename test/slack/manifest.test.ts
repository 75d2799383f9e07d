// The app's manifests agree with Slack's schema, with the code (scopes, events, commands, addresses), and with each other.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { slashCommand, usageHint } from '../../src/slack/commands/commands.ts';
import { botScopes } from '../../src/slack/web/scopes.ts';

const manifest = parse(readFileSync('manifest.yml', 'utf8'));
const socketManifest = parse(readFileSync('manifest.socket.yml', 'utf8'));
const scopes: string[] = manifest.oauth_config.scopes.bot;
const subscribed: string[] = manifest.settings.event_subscriptions.bot_events;
const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join('src', path), 'utf8'));

// The scopes that an event needs: https://docs.slack.dev/reference/events, "Required scopes" of each page.
const scopesOfEvent: Record<string, string[]> = {
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_id_changed: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  team_access_granted: [],
  team_access_revoked: [],
  tokens_revoked: [],
};

/** The subscriptions that deliver an event of the code. */
const subscriptionsFor = (event: string) =>
  event === 'message' ? ['message.channels', 'message.groups', 'message.im', 'message.mpim'] : [event];

// The scopes that a method needs in channels, private channels, and direct messages:
// https://docs.slack.dev/reference/methods, "Required scopes" of each page.
const scopesOfMethod: Record<string, string[]> = {
  'auth.teams.list': [],
  'auth.test': [],
  'blocks.validate': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.info': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.members': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'users.conversations': ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.update': [],
};

const listenedTo = matches(/app\.event\('([a-z_]+)'/g);
const called = matches(
  /\b(?:client|\))\.((?:auth|blocks|chat|conversations|files|users|views)\.[a-zA-Z]+(?:\.[a-zA-Z]+)?)\(/g,
);

function matches(pattern: RegExp): string[] {
  const found = code.flatMap((text) => Array.from(text.matchAll(pattern), ([, name]) => name ?? ''));
  return [...new Set(found)].sort();
}

describe("the app's manifest", () => {
  it.each([
    ['manifest.yml', manifest],
    ['manifest.socket.yml', socketManifest],
  ])("%s is valid according to Slack's own schema, as it is", (_, one) => {
    const schema = JSON.parse(readFileSync('test/fixtures/manifest.schema.json', 'utf8'));
    // The schema contains keywords (`regex`, `_note`) and a format that ajv doesn't know.
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    validate(one);
    expect(validate.errors).toBeNull();
  });

  it('subscribes to the events that the code listens to, and to no others', () => {
    expect(listenedTo).not.toEqual([]);
    expect([...subscribed].sort()).toEqual(listenedTo.flatMap(subscriptionsFor).sort());
  });

  it('requests the scopes that its events, methods, and command need, and no others', () => {
    const needed = [
      ...subscribed.flatMap((event) => scopesOfEvent[event] ?? [`unknown event ${event}`]),
      ...called.flatMap((method) => scopesOfMethod[method] ?? [`unknown method ${method}`]),
      'commands',
      // The download of a shared file isn't a method.
      'files:read',
    ];
    expect([...scopes].sort()).toEqual([...new Set(needed)].sort());
  });

  it('makes the scopes for group messages optional', () => {
    // Slack requires each of them to be in both lists: https://docs.slack.dev/reference/app-manifest.
    const { bot_optional: optional } = manifest.oauth_config.scopes;
    expect(optional).toEqual(scopes.filter((scope) => scope.startsWith('mpim:')));
  });

  it('requests the same scopes as an installation by OAuth, and redirects to its route', () => {
    expect([...botScopes].sort()).toEqual([...scopes].sort());
    expect(manifest.oauth_config.redirect_urls).toEqual(['https://YOUR-HOST/slack/oauth_redirect']);
  });

  it('turns token rotation off, because a token in the settings must not expire, and allows org-wide installations', () => {
    expect(manifest.settings).toMatchObject({ token_rotation_enabled: false, org_deploy_enabled: true });
  });

  it('shows the commands of the table as the usage hint', () => {
    const [command] = manifest.features.slash_commands;
    expect(command).toMatchObject({ command: slashCommand, usage_hint: usageHint });
  });

  it('lets Slack replace mentions in a command by ids', () => {
    expect(manifest.features.slash_commands[0].should_escape).toBe(true);
  });

  it('lets members write to the bot, and sends everything to one URL over HTTP', () => {
    expect(manifest.features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    const url = 'https://YOUR-HOST/slack/events';
    expect(manifest.features.slash_commands[0].url).toBe(url);
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: url },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
    });
  });

  it('for Socket Mode is the same without addresses', () => {
    const withoutAddresses = structuredClone(manifest);
    delete withoutAddresses.features.slash_commands[0].url;
    delete withoutAddresses.oauth_config.redirect_urls;
    delete withoutAddresses.settings.event_subscriptions.request_url;
    withoutAddresses.settings.interactivity = { is_enabled: true };
    withoutAddresses.settings.socket_mode_enabled = true;
    expect(socketManifest).toEqual(withoutAddresses);
  });
});
