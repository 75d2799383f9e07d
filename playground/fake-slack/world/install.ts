// Installs the app in a workspace: a bot member and a token.
import { randomBytes } from 'node:crypto';
import type { Installation, Member, NewMember } from './records.ts';
import { findMember, type World } from './world.ts';

/** The bot scopes that the app asks for. */
export const appScopes = [
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

export type NewInstallation = { workspace: string; token?: string; scopes?: readonly string[] };

/** The ids of the bot follow from the workspace's, so that they are the same after a restart of the fake. */
export function install(
  world: World,
  app: { appId: string; name: string },
  addMember: (member: NewMember) => Member,
  { workspace: teamId, token, scopes = appScopes }: NewInstallation,
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
    // docs.slack.dev/authentication/using-token-rotation: at most two tokens are active at a time.
    earlierTokens: before?.active ? [before.token] : [],
    expired: before?.expired ?? new Set(),
    scopes: new Set(scopes),
    active: true,
  };
  world.installations.set(teamId, installation);
  return installation;
}
