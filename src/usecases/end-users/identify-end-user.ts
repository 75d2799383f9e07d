// An admin names an end user whose personal data they want, or want to be erased: by id, or by email.
import { findErasure } from '../../db/erasures.ts';
import type { Erasure } from '../../model/erasure.ts';
import type { NamedEndUser } from '../../model/personal-data.ts';
import { findNamed } from '../../personal-data/find-named.ts';
import type { Context } from '../ports.ts';

export type Identified = {
  /** Several if they have the same email. */
  readonly endUsers: readonly NamedEndUser[];
  /** That the one with this id was erased; null if not, and for an email, which nobody keeps. */
  readonly erasure: Erasure | null;
};

export function identifyEndUser(
  { inWorkspace }: Context,
  workspaceId: string,
  wanted: { readonly id: number } | { readonly email: string },
): Promise<Identified> {
  return inWorkspace(workspaceId, async (tx) => ({
    endUsers: await findNamed(tx, workspaceId, wanted),
    erasure: 'id' in wanted ? await findErasure(tx, { workspaceId, endUserId: wanted.id }) : null,
  }));
}
