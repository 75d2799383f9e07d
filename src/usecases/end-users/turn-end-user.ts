// Archives or restores an end user by hand.
import { findEndUser, updateEndUser } from '../../db/end-users.ts';
import { addOperation } from '../../db/operations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { EndUser, EndUserKey } from '../../model/end-user.ts';
import type { RowAction } from '../../model/row.ts';
import type { Context } from '../ports.ts';

export type Turn = EndUserKey & { readonly action: RowAction; readonly by: string };

export type TurnedEndUser = {
  readonly endUser: EndUser;
  /** Whether the end user was archived, or not archived, before. */
  readonly wasSo: boolean;
};

/** @returns null if there is no such end user */
export function turnEndUser(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  { action, by, ...key }: Turn,
): Promise<TurnedEndUser | null> {
  const turn = () =>
    inWorkspace(
      key.workspaceId,
      async (tx) => {
        const endUser = await findEndUser(tx, key);
        if (!endUser) return null;
        const archived = String(action === 'archive');
        if (endUser.values.archived === archived) return { endUser, wasSo: true };
        const operationId = await addOperation(tx, { workspaceId: key.workspaceId, kind: 'hand', by });
        await updateEndUser(tx, key, operationId, { archived });
        return { endUser, wasSo: false };
      },
      { isolationLevel: 'repeatable read' },
    );
  return retryOnConflict(turn);
}
