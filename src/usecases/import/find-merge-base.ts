// The merge base of a file: the export that it was made from.
import { findExportByThread, findExportsOfTime } from '../../db/exports.ts';
import type { Queryable, Transaction } from '../../db/transaction.ts';
import { isNameOf, readNameOfCopy } from '../../export/export-file-name.ts';
import { findBasesOfRefs } from '../../import/stage/origin-of-refs.ts';
import type { Export } from '../../model/export.ts';
import type { Import } from '../../model/import.ts';

/**
 * The export with the file's name, else the export in whose thread the file was shared. The name counts first: a member
 * who drops July's file into August's thread still edited July's, and would otherwise bring back July's values as edits
 * of August's. An export that never posted a file is no merge base.
 */
export async function findMergeBase(db: Queryable, record: Import): Promise<Export | null> {
  const base =
    (await findByName(db, record)) ?? (await findExportByThread(db, record.workspaceId, record.place));
  return base?.fileName ? base : null;
}

/**
 * The merge base of the files whose rows the staged rows fix, if the name and the thread tell none.
 *
 * @returns the export's id; null if there is none, or if there are several
 */
export async function findMergeBaseOfRefs(
  tx: Transaction,
  { workspaceId, id: importId }: Import,
): Promise<number | null> {
  const bases = await findBasesOfRefs(tx, { workspaceId, importId });
  return bases.length === 1 ? bases[0]! : null;
}

async function findByName(db: Queryable, { workspaceId, fileName }: Import): Promise<Export | null> {
  const name = readNameOfCopy(fileName);
  if (name === null) return null;
  const exports = await findExportsOfTime(db, workspaceId, name.time);
  const matching = exports.filter((record) => record.fileName !== null && isNameOf(name, record.fileName));
  // A template may have been written in the same second.
  const hasKind = ({ kind }: Export) => (kind === 'template') === /template/i.test(fileName);
  // The longest name is the most precise: `beta_acme_…` is a copy of Beta Acme's file, not of Acme's.
  return (
    matching.sort(
      (a, b) => Number(hasKind(b)) - Number(hasKind(a)) || b.fileName!.length - a.fileName!.length,
    )[0] ?? null
  );
}
