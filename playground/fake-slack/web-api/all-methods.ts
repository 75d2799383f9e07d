// Every Web API method that the fake knows.
import { createOauthAccess } from '../oauth/access.ts';
import type { Parts } from '../parts.ts';
import { createConnectionsOpen } from './apps.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationsMethods } from './conversations.ts';
import { conversationsReadingMethods } from './conversations-reading.ts';
import { filesMethods } from './files.ts';
import { uploadMethods } from './files-upload.ts';
import type { Methods } from './method.ts';
import type { OpenMethod } from './serve.ts';
import { usersMethods } from './users.ts';
import { viewsMethods } from './views.ts';

/** Called with the token of a bot. */
export function botMethods(parts: Parts): Methods {
  return {
    ...authMethods(parts),
    ...chatMethods(parts),
    ...conversationsMethods(parts),
    ...conversationsReadingMethods(parts),
    ...usersMethods(parts),
    ...filesMethods(parts),
    ...uploadMethods(parts),
    ...viewsMethods(parts),
  };
}

/** Called with another token or none. */
export function openMethods(parts: Parts): Record<string, OpenMethod> {
  const { world, settings, populate, grants } = parts;
  return {
    'apps.connections.open': createConnectionsOpen(parts),
    'api.test': (values) => ({ args: values }),
    'oauth.v2.access': createOauthAccess(world, settings, populate, grants),
  };
}
