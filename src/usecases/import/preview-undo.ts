// A member is asked whether to undo an import, or to redo it: what would that do now?
import { findImport, findImportDetails, type ImportKey } from '../../db/imports.ts';
import { countUndoOfOrganizations } from '../../import/organizations/undo-organizations.ts';
import { countUndo } from '../../import/undo/undo-operation.ts';
import type { Import } from '../../model/import.ts';
import type { UndoCounts } from '../../model/undo.ts';
import type { Context } from '../ports.ts';

/** `counts` is null when the import is in no state to be undone or redone; `import` is null when there is none. */
export type UndoPreview = { readonly import: Import | null; readonly counts: UndoCounts | null };

/** Rolls the transaction back in which the undo was counted. */
class CountedUndo extends Error {
  readonly preview: UndoPreview;
  constructor(preview: UndoPreview) {
    super('an undo was counted, and is rolled back');
    this.preview = preview;
  }
}

export async function previewUndo(
  { inWorkspace }: Context,
  key: ImportKey,
  direction: 'undo' | 'redo',
  by: string,
): Promise<UndoPreview> {
  const from = direction === 'undo' ? 'applied' : 'undone';
  try {
    return await inWorkspace(key.workspaceId, async (tx) => {
      const record = await findImport(tx, key);
      const details = await findImportDetails(tx, key);
      const operationId = details?.operationId ?? null;
      if (record?.state !== from || operationId === null) return { import: record, counts: null };
      const count = details?.header?.subject === 'organizations' ? countUndoOfOrganizations : countUndo;
      throw new CountedUndo({ import: record, counts: await count(tx, { ...key, operationId, by }) });
    });
  } catch (error) {
    if (error instanceof CountedUndo) return error.preview;
    throw error;
  }
}
