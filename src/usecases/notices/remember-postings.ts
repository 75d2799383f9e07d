// Remembers which messages the app has begun to post, for whoever posts them.
import { beginPosting, beginPostingAgain, forgetPosting, keepSearchCursor } from '../../db/postings.ts';
import type { Context, Postings } from '../ports.ts';

export function createPostings({ inWorkspace }: Pick<Context, 'inWorkspace'>): Postings {
  return {
    begin: (key) => inWorkspace(key.workspaceId, (tx) => beginPosting(tx, key)),
    keepCursor: (key, cursor) => inWorkspace(key.workspaceId, (tx) => keepSearchCursor(tx, key, cursor)),
    beginAgain: (key) => inWorkspace(key.workspaceId, (tx) => beginPostingAgain(tx, key)),
    forget: (key) => inWorkspace(key.workspaceId, (tx) => forgetPosting(tx, key)),
  };
}
