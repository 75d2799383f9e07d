// Slack's error codes for a place where the app can't post, now or later: a retry would not help, another place would. And
// those for a message that can't be updated.
// Source: https://docs.slack.dev/reference/methods/chat.postMessage and chat.postEphemeral, "Errors".
const codes: ReadonlySet<string> = new Set([
  'cannot_reply_to_message',
  'channel_is_limited_access',
  'channel_not_found',
  'channel_type_not_supported',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'no_permission',
  'not_in_channel',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'thread_locked',
  'user_not_in_channel',
]);

export const refusesPlace = (code: string | null): boolean => code !== null && codes.has(code);

/** Deleted, or locked by the workspace's settings. */
const updateCodes: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

export const refusesUpdate = (code: string | null): boolean => code !== null && updateCodes.has(code);
