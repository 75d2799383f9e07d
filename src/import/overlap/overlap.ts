// Tells whether a small import or undo depends on what a large one writes that runs at the same moment.
//
// The two run in snapshots that don't show each other's writes. That is as good as one after the other, the large one first,
// if the large one writes nothing that the small one looks at: the end users that its rows mean or look like, and, for rows
// that would be new or would look different, whoever has the same email, or the same name and phone, in the organization.
// Both plans are in the staging area, and stay as they are until their imports end. Where the answer would cost more than
// moments, it is yes.
import type { Transaction } from '../../db/transaction.ts';
import { isAnythingOwed } from './is-anything-owed.ts';
import { meetsApply } from './meets-apply.ts';
import { meetsUndo } from './meets-undo.ts';
import { touchedByApply, touchedByUndo } from './touched.ts';
import { dependsOnMany, type Work } from './work.ts';

export async function overlaps(tx: Transaction, small: Work, large: Work): Promise<boolean> {
  const undos = [small, large].filter(({ does }) => does !== 'apply').length;
  const { otherSite } = small.instructions;
  // Files of another site share the ids of that site.
  if (otherSite !== undefined && large.instructions.otherSite !== undefined) return true;
  if (undos === 2 || dependsOnMany(small) || dependsOnMany(large)) return true;
  // What an undo owes, any other undo may bring back.
  if (undos > 0 && (await isAnythingOwed(tx, small.workspaceId))) return true;
  const touched = small.does === 'apply' ? await touchedByApply(tx, small) : await touchedByUndo(tx, small);
  return large.does === 'apply' ? meetsApply(tx, touched, large) : meetsUndo(tx, touched, large);
}
