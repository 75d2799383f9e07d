// What Slack's error codes say about a message: that the place refuses it, that it can't be updated, or something else.
// Source: https://docs.slack.dev/reference/methods/chat.postMessage, chat.postEphemeral, and conversations.open, "Errors".
import { PlaceRefusedError } from '../../usecases/place-refused-error.ts';
import { isSlackUnavailable, retryAfterMs, slackErrorOf } from './slack-error.ts';

const codes: ReadonlySet<string> = new Set([
  'cannot_dm_bot',
  'cannot_reply_to_message',
  'channel_is_limited_access',
  'channel_not_found',
  'channel_type_not_supported',
  'ekm_access_denied',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'method_not_supported_for_channel_type',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'thread_locked',
  'user_disabled',
  'user_not_found',
  'user_not_in_channel',
  'user_not_visible',
]);

/** The app can't post in this place, now or later: a retry would not help, another place would. */
export const refusesPlace = (code: string | null): boolean =>
  code !== null && (codes.has(code) || code.startsWith('restricted_action'));

/** A retry would help, or no place would. */
const otherCodes: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  ...['invalid_arguments', 'metadata_too_large', 'msg_too_long', 'no_text'],
]);

/** Whether another place may take what Slack refuses here: so for a code that is not documented, too. */
export function isRefused(error: unknown): boolean {
  const code = slackErrorOf(error);
  if (code === null || isSlackUnavailable(error) || retryAfterMs(error) !== null) return false;
  return refusesPlace(code) || !(isAboutToken(code) || refusesBlocks(code) || otherCodes.has(code));
}

/** @throws PlaceRefusedError if Slack refuses the place, otherwise the error itself */
export function throwIfRefused(error: unknown): never {
  if (isRefused(error)) throw new PlaceRefusedError('Slack refuses the place', { cause: error });
  throw error;
}

const tokenCodes: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
]);

export const isAboutToken = (code: string): boolean => tokenCodes.has(code);

const blockCodes: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'invalid_attachments',
  'cannot_parse_attachment',
]);

export const refusesBlocks = (code: string): boolean => blockCodes.has(code);

/** Deleted, or locked by the workspace's settings. */
const updateCodes: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

export const refusesUpdate = (code: string | null): boolean => code !== null && updateCodes.has(code);
