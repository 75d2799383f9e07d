// Every Web API method that the fake supports.
import { oauthAccess } from '../../oauth/oauth-access.ts';
import type { AppMethod, BotMethods } from '../method.ts';
import { openConnection } from './apps-methods.ts';
import { authMethods } from './auth-methods.ts';
import { blocksMethods } from './blocks-methods.ts';
import { chatMethods } from './chat-methods.ts';
import { conversationsHistoryMethods } from './conversations-history-methods.ts';
import { conversationsMethods } from './conversations-methods.ts';
import { filesMethods } from './files-methods.ts';
import { filesUploadMethods } from './files-upload-methods.ts';
import { usersMethods } from './users-methods.ts';
import { viewsMethods } from './views-methods.ts';

export const botMethods: BotMethods = {
  ...authMethods,
  ...blocksMethods,
  ...chatMethods,
  ...conversationsMethods,
  ...conversationsHistoryMethods,
  ...usersMethods,
  ...filesMethods,
  ...filesUploadMethods,
  ...viewsMethods,
};

export const appMethods: Record<string, AppMethod> = {
  'api.test': (_, values) => ({ args: values }),
  'apps.connections.open': openConnection,
  'oauth.v2.access': oauthAccess,
};
