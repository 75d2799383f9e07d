// Members look up end users: several by a search text, or one with its history.
import { findHistory } from '../../db/changes.ts';
import { findEndUser } from '../../db/end-users.ts';
import { searchEndUsers } from '../../db/search-end-users.ts';
import type { EndUser, EndUserKey, EndUserSummary, HistoryEntry } from '../../model/end-user.ts';
import type { Context } from '../ports.ts';

export type ShownEndUser = { readonly endUser: EndUser; readonly history: readonly HistoryEntry[] };

/** At most `limit` end users, best match first, and how many match in all. */
export function findEndUsers(
  { inWorkspace }: Context,
  workspaceId: string,
  search: string,
  limit: number,
): Promise<{ endUsers: readonly EndUserSummary[]; total: number }> {
  return inWorkspace(workspaceId, (tx) => searchEndUsers(tx, workspaceId, search, limit));
}

/** The end user with their last `changes` changes, newest first; null when there is no such end user. */
export function showEndUser(
  { inWorkspace }: Context,
  key: EndUserKey,
  changes: number,
): Promise<ShownEndUser | null> {
  return inWorkspace(
    key.workspaceId,
    async (tx) => {
      const endUser = await findEndUser(tx, key);
      return endUser && { endUser, history: await findHistory(tx, key, changes) };
    },
    { isolationLevel: 'repeatable read' },
  );
}
