// The bot scopes that the app requests when it is installed. A test compares the manifest with this list.
//
// https://docs.slack.dev/reference/scopes
export const botScopes: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  // Optional in the manifest: without these two, the app sees nothing of group messages but mentions and commands.
  'mpim:history',
  'mpim:read',
  'users:read',
];
