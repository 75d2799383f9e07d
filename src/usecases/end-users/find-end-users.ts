// Members look up end users: several by what they know of them, one with what happened to it.
import { historyOf } from '../../db/changes.ts';
import { findEndUser } from '../../db/end-users.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { searchEndUsers } from '../../db/search-end-users.ts';
import type { EndUser, EndUserKey, FoundEndUser, HistoryEntry } from '../../model/end-user.ts';

export type ShownEndUser = { readonly endUser: EndUser; readonly history: readonly HistoryEntry[] };

export type FindEndUsers = {
  /** At most `limit`, the best first, and how many there are in all. */
  search(
    workspaceId: string,
    search: string,
    limit: number,
  ): Promise<{ endUsers: readonly FoundEndUser[]; total: number }>;
  /** With the last `changes` things that were done to it, the newest first; `null` when there is none. */
  one(key: EndUserKey, changes: number): Promise<ShownEndUser | null>;
};

export function findEndUsers(inWorkspace: InWorkspace): FindEndUsers {
  return {
    search: (workspaceId, search, limit) =>
      inWorkspace(workspaceId, (tx) => searchEndUsers(tx, workspaceId, search, limit)),
    one: (key, changes) =>
      inWorkspace(
        key.workspaceId,
        async (tx) => {
          const endUser = await findEndUser(tx, key);
          return endUser && { endUser, history: await historyOf(tx, key, changes) };
        },
        { isolationLevel: 'repeatable read' },
      ),
  };
}
