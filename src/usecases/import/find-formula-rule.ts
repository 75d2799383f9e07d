// The rule by which formulas were kept out of a file: it comes with the export or the problem file that it was made from.
import { findExportRule } from '../../db/exports.ts';
import { findProblemFileRule } from '../../db/imports.ts';
import type { Import } from '../../model/import.ts';
import type { ImportRef } from '../../model/row.ts';
import { currentFormulaRule, type FormulaRule } from '../../model/spreadsheet-safe.ts';
import type { Context } from '../ports.ts';
import { findMergeBase } from './find-merge-base.ts';

/** @param ref the first `import_ref` in the file; null if it has none, and so is no problem file */
export function findFormulaRule(
  { inWorkspace }: Context,
  record: Import,
  ref: ImportRef | null,
): Promise<FormulaRule> {
  const { workspaceId } = record;
  return inWorkspace(workspaceId, async (tx) => {
    if (ref) {
      const rule = await findProblemFileRule(tx, { workspaceId, importId: ref.importId });
      if (rule) return rule;
    }
    const base = await findMergeBase(tx, record);
    const rule = base && (await findExportRule(tx, { workspaceId, exportId: base.id }));
    return rule ?? currentFormulaRule;
  });
}
