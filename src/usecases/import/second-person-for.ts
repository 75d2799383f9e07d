// Tells whether a plan, or an undo that a member asked for, waits for a second person, and for whom.
import { countForUndo, findAloneCount } from '../../db/alone-count.ts';
import type { Import } from '../../model/import.ts';
import { type AloneCount, askersOf, type SecondPerson } from '../../model/second-person.ts';
import type { Context } from '../ports.ts';
import { findApprovers } from './find-approvers.ts';

/** What a member must not do alone. */
type TooMany = { readonly memberId: string; readonly alone: AloneCount };

export async function secondPersonFor(
  context: Context,
  record: Import,
  { memberId, alone }: TooMany,
): Promise<SecondPerson> {
  const by = record.state === 'planned' ? askersOf(record) : [memberId];
  return { ...alone, by, approvers: await findApprovers(context, record.workspaceId, by) };
}

/** The import with the second person that it waits for, if it does. Approvals are checked anew, when they are made. */
export async function withSecondPerson(context: Context, record: Import): Promise<Import> {
  const tooMany = await findTooMany(context, record);
  return tooMany ? { ...record, secondPerson: await secondPersonFor(context, record, tooMany) } : record;
}

async function findTooMany({ inWorkspace }: Context, record: Import): Promise<TooMany | null> {
  const { workspaceId, state, plan } = record;
  const isAsked = state === 'applied' || state === 'undone';
  const memberId = isAsked ? record.undoAskedBy : state === 'planned' ? record.requestedBy : null;
  if (memberId === null || !plan) return null;
  return inWorkspace(workspaceId, async (tx) => {
    const found = await findAloneCount(tx, workspaceId, memberId);
    if (!found) return null;
    const more = isAsked ? await countForUndo(tx, workspaceId, record.id) : plan.created + plan.updated;
    const count = found.count + more;
    return more > 0 && count > found.limit ? { memberId, alone: { ...found, count } } : null;
  });
}
