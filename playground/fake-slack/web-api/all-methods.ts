// Every Web API method that the fake knows.
import { createOauthAccess } from '../oauth/access.ts';
import type { Parts } from '../parts.ts';
import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationsMethods } from './conversations.ts';
import { filesMethods } from './files.ts';
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
    ...usersMethods(parts),
    ...filesMethods(parts),
    ...viewsMethods(parts),
  };
}

/** Called with another token or none. */
export function openMethods({ world, settings, populate, grants }: Parts): Record<string, OpenMethod> {
  return {
    'api.test': (values) => ({ args: values }),
    'oauth.v2.access': createOauthAccess(world, settings, populate, grants),
  };
}
