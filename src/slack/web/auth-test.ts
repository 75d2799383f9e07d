// Asks Slack which workspace and bot the token belongs to. While Slack doesn't answer, it waits.
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { ConfigError } from '../../config.ts';
import type { Bot } from '../../installations/installation-store.ts';
import type { Log } from '../../log.ts';
import { slackErrorOf } from './slack-error.ts';

/** Errors of `auth.test` that a retry doesn't change (https://docs.slack.dev/reference/methods/auth.test). */
const permanentErrors = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);
const retryPauseMs = 2_000;

/** @throws ConfigError when Slack rejects the token, or the token is not a bot's */
export async function authTest(client: WebClient, log: Log): Promise<Bot> {
  for (;;) {
    try {
      const response = await client.auth.test();
      if (response.is_enterprise_install) {
        throw new ConfigError(
          "Can't start: SLACK_BOT_TOKEN belongs to an org-wide installation. Set SLACK_CLIENT_ID instead (docs/connect.md, Org-wide installation), or use the token of one workspace.",
        );
      }
      if (!response.team_id || !response.user_id || !response.bot_id) {
        throw new ConfigError("Can't start: SLACK_BOT_TOKEN is not a bot token.");
      }
      const { team_id: workspaceId, user_id: botMemberId, bot_id: botId } = response;
      return { workspaceId, botMemberId, botId, enterpriseId: null };
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      const code = slackErrorOf(error);
      if (code && permanentErrors.has(code)) {
        throw new ConfigError(`Can't start: Slack rejects SLACK_BOT_TOKEN (${code}).`);
      }
      log.warn({ err: error }, 'Slack does not answer, will retry');
      await sleep(retryPauseMs);
    }
  }
}
