// Whose bot hears a message in a channel that several workspaces share. Slack tells of it once, to the bot of the
// workspace that joined last (slackapi/bolt-js#2008), for which a member of another one is a stranger.
import { type InstallationStore, NotInstalledError } from '../../installations/installation-store.ts';
import type { BotIdentity } from '../transport/bot-identity.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { WebClients } from '../web/web-clients.ts';
import type { Said } from './read-share.ts';

type Parts = { readonly installations: Pick<InstallationStore, 'botFor'>; readonly clients: WebClients };

/** That of the workspace of who said it, where the app is installed there and its bot is in the channel; else `told`. */
export type WhoseBot = (told: BotIdentity, said: Said) => Promise<BotIdentity>;

/** Slack shows the bot no such channel, or has taken its token. */
const outOfReach = new Set([
  'channel_not_found',
  'missing_scope',
  'account_inactive',
  'token_revoked',
  'invalid_auth',
]);

/** That somebody is of a workspace is only taken from the event to ask there: who they are, its Slack says. */
export function whoseBot({ installations, clients }: Parts): WhoseBot {
  return async (told, { channel, user_team, source_team, team }) => {
    for (const teamId of [user_team, source_team, team]) {
      if (teamId === undefined) continue;
      if (teamId === told.workspaceId) return told;
      const own = await installations.botFor(teamId);
      if (own?.workspaceId === told.workspaceId) return told;
      if (own && (await isIn(own, channel))) return own;
    }
    return told;
  };

  async function isIn({ workspaceId }: BotIdentity, channel: string): Promise<boolean> {
    try {
      const client = await clients.retrying(workspaceId);
      return (await client.conversations.info({ channel })).channel?.is_member === true;
    } catch (error) {
      if (error instanceof NotInstalledError || outOfReach.has(slackErrorOf(error) ?? '')) return false;
      throw error;
    }
  }
}
