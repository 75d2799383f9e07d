// What the app asks a workspace for when it is installed: the one table, which the manifest is held against.
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
  'users:read',
];
