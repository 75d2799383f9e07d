// A form whose end user would look like another one is asked about once: submitted again, it is saved.
import { createHash } from 'node:crypto';
import { findLookAlikeOf, type Identity, type LookAlike } from '../../db/look-alikes.ts';
import type { EndUserKey } from '../../model/end-user.ts';
import { isFirstDelivery } from '../notices/deduplicate-events.ts';
import type { Context } from '../ports.ts';

export type { LookAlike, SameEmailElsewhere } from '../../db/look-alikes.ts';

export type AskedForm = EndUserKey & {
  readonly organizationId: number;
  /** Identifies the form: the answer counts only for it, and for what is filled in now. */
  readonly formId: string;
};

/** @returns null if nobody looks like the end user, or if the member was asked before */
export async function askAboutLookAlike(
  context: Context,
  { workspaceId, endUserId, organizationId, formId }: AskedForm,
  identity: Identity,
): Promise<LookAlike | null> {
  const found = await context.inWorkspace(workspaceId, (tx) =>
    findLookAlikeOf(tx, { workspaceId, endUserId }, organizationId, identity),
  );
  if (found === null) return null;
  const filledIn = createHash('sha256')
    .update(JSON.stringify([organizationId, found.endUserId, identity]))
    .digest('hex');
  const isAsked = await isFirstDelivery(context, {
    workspaceId,
    eventId: `look-alike ${formId} ${filledIn}`,
  });
  return isAsked ? found : null;
}
