// Archives or restores an end user by hand.
import { findEndUser, updateEndUser } from '../../db/end-users.ts';
import { findLookAlikeOf, type LookAlike } from '../../db/look-alikes.ts';
import { addOperation } from '../../db/operations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { EndUser, EndUserKey } from '../../model/end-user.ts';
import type { RowAction } from '../../model/row.ts';
import type { Context } from '../ports.ts';

/** `isSure`: the member restores the end user although they look like somebody. */
export type Turn = EndUserKey & { readonly action: RowAction; readonly by: string; readonly isSure: boolean };

export type TurnedEndUser = {
  readonly endUser: EndUser;
  /** Whether the end user was archived, or not archived, before. */
  readonly wasSo: boolean;
  /** Whom the end user looks like. Then nothing was changed. */
  readonly other?: LookAlike;
};

/** @returns null if there is no such end user */
export function turnEndUser(
  { inWorkspace }: Pick<Context, 'inWorkspace'>,
  { action, by, isSure, ...key }: Turn,
): Promise<TurnedEndUser | null> {
  const turn = () =>
    inWorkspace(
      key.workspaceId,
      async (tx) => {
        const endUser = await findEndUser(tx, key);
        if (!endUser) return null;
        const archived = String(action === 'archive');
        if (endUser.values.archived === archived) return { endUser, wasSo: true };
        const other =
          action === 'restore' && !isSure
            ? await findLookAlikeOf(tx, key, endUser.organization.id, endUser.values)
            : null;
        if (other && !other.isArchived) return { endUser, wasSo: false, other };
        const operationId = await addOperation(tx, { workspaceId: key.workspaceId, kind: 'hand', by });
        await updateEndUser(tx, key, operationId, { archived });
        return { endUser, wasSo: false };
      },
      { isolationLevel: 'repeatable read' },
    );
  return retryOnConflict(turn);
}
