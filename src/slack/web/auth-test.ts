// Asks Slack whose token we have, for as long as Slack takes to answer.
import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { ConfigError } from '../../config.ts';
import type { Bot } from '../../installations/installation-store.ts';
import type { Log } from '../../log.ts';
import { slackErrorOf } from './slack-error.ts';

const refusals = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);
const waitMs = 2_000;

/** @throws WrongConfig when Slack refuses the token */
export async function authTest(client: WebClient, log: Log): Promise<Bot> {
  for (;;) {
    try {
      const told = await client.auth.test();
      if (!told.team_id || !told.user_id || !told.bot_id) {
        throw new ConfigError("Can't start: SLACK_BOT_TOKEN is no token of a bot.");
      }
      return { workspaceId: told.team_id, botMemberId: told.user_id, botId: told.bot_id };
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      const refusal = slackErrorOf(error);
      if (refusal && refusals.has(refusal)) {
        throw new ConfigError(`Can't start: Slack refuses SLACK_BOT_TOKEN (${refusal}).`);
      }
      log.warn({ err: error }, 'Slack does not answer; asking again');
      await sleep(waitMs);
    }
  }
}
