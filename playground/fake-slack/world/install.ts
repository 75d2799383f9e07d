// Installs the app in a workspace: adds a bot member and issues a token.
import { randomBytes } from 'node:crypto';
import type { Installation, Member, NewMember } from './records.ts';
import { findMember, type World } from './world.ts';

/** Scopes of an installation that names none. */
const defaultScopes = [
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'channels:history',
  'groups:history',
  'channels:read',
  'groups:read',
  'users:read',
];

/** An installation to add, by workspace id. A missing token is generated. */
export type NewInstallation = { workspace: string; token?: string; scopes?: readonly string[] };

/** The bot's ids are derived from the workspace id, so they stay the same after a restart of the fake. */
export function install(
  world: World,
  app: { appId: string; name: string },
  addMember: (member: NewMember) => Member,
  { workspace: teamId, token, scopes = defaultScopes }: NewInstallation,
): Installation {
  const before = world.installations.get(teamId);
  const bot = before
    ? findMember(world, before.botUserId)
    : addMember({ id: `U0BOT${teamId.slice(1)}`, name: app.name, kind: 'bot', workspace: teamId });
  bot.botId = `B0BOT${teamId.slice(1)}`;
  const installation: Installation = {
    teamId,
    appId: app.appId,
    botId: bot.botId,
    botUserId: bot.id,
    token: token ?? `xoxb-${teamId}-${randomBytes(12).toString('hex')}`,
    // https://docs.slack.dev/authentication/using-token-rotation: at most two tokens are active at a time.
    earlierTokens: before?.active ? [before.token] : [],
    expired: before?.expired ?? new Set(),
    scopes: new Set(scopes),
    active: true,
  };
  world.installations.set(teamId, installation);
  return installation;
}
