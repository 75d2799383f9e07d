// Installs the app in a workspace: adds a bot member and issues a token.
import { randomBytes } from 'node:crypto';
import type { Installation, Member, NewMember } from './records.ts';
import { changeInstallation, findMember, type World } from './world.ts';

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

/** An org-wide installation to add, by the id of the Enterprise organization. A missing token is generated. */
export type NewOrganizationInstallation = {
  enterprise: string;
  token?: string;
  scopes?: readonly string[];
};

/** The bot's ids are derived from the workspace id, so they stay the same after a restart of the fake. */
export function install(
  world: World,
  app: { appId: string; name: string },
  addMember: (member: NewMember) => Member,
  { workspace: teamId, token, scopes = defaultScopes }: NewInstallation,
): Installation {
  const known = world.installations.get(teamId);
  const before = known?.enterpriseId === undefined ? known : undefined;
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

/** Creates an org-wide installation, or gives it a new token. It has access to no workspace before it is granted. */
export function installOrganization(
  world: World,
  app: { appId: string; name: string },
  addMember: (member: NewMember) => Member,
  { enterprise, token, scopes = defaultScopes }: NewOrganizationInstallation,
): Installation {
  const before = world.installations.get(enterprise);
  const homes = [...world.workspaces.values()].filter(({ enterpriseId }) => enterpriseId === enterprise);
  const [home, ...others] = homes.map(({ id }) => id);
  if (!home) throw new Error(`There is no workspace of the Enterprise organization "${enterprise}"`);
  const bot = before
    ? findMember(world, before.botUserId)
    : addMember({
        id: `U0BOT${enterprise.slice(1)}`,
        name: app.name,
        kind: 'bot',
        workspace: home,
        alsoIn: Object.fromEntries(others.map((id) => [id, 'bot' as const])),
      });
  bot.botId = `B0BOT${enterprise.slice(1)}`;
  const installation: Installation = {
    teamId: enterprise,
    enterpriseId: enterprise,
    appId: app.appId,
    botId: bot.botId,
    botUserId: bot.id,
    token: token ?? `xoxb-${enterprise}-${randomBytes(12).toString('hex')}`,
    earlierTokens: before?.active ? [before.token] : [],
    expired: before?.expired ?? new Set(),
    scopes: new Set(scopes),
    active: true,
  };
  world.installations.set(enterprise, installation);
  const { teamId: _, ...shared } = installation;
  changeInstallation(world, installation, shared);
  return installation;
}
