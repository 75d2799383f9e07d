// Brings an import's one message up to date: posted the first time, updated from then on.
import { findImport, type ImportKey, updateImport } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import type { Import, ReadingProgress } from '../../model/import.ts';
import type { Messages } from '../ports.ts';

/** What is shown is the state that the import is in now, so a late or repeated call shows nothing stale. */
export type ShowImport = (key: ImportKey, progress?: ReadingProgress) => Promise<Import | null>;

export function showImport(inWorkspace: InWorkspace, messages: Messages): ShowImport {
  return async (key, progress) => {
    const found = await inWorkspace(key.workspaceId, (tx) => findImport(tx, key));
    if (!found) return null;
    const messageTs = await messages.showImport(found, progress);
    if (messageTs !== found.messageTs) {
      await inWorkspace(key.workspaceId, (tx) => updateImport(tx, key, { messageTs }));
    }
    return found;
  };
}
