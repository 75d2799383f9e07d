// Stops a job that reads a file soon after a member canceled the import, also while no byte of the file arrives.
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Context } from '../ports.ts';

const checkEveryMs = 1_000;

/** The import was canceled while its file was being read. */
export class ImportCanceledError extends Error {
  override readonly name = 'ImportCanceledError';
}

/** @returns a signal that is aborted with an ImportCanceledError once the import is canceled; `end` ends the checks */
export function stopWhenCanceled(
  { inWorkspace }: Context,
  key: ImportKey,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const canceled = new AbortController();
  let checking = false;
  const timer = setInterval(async () => {
    if (checking) return;
    checking = true;
    try {
      const record = await inWorkspace(key.workspaceId, (tx) => findImport(tx, key));
      if (record?.state === 'cancelled') canceled.abort(new ImportCanceledError());
    } catch {
      // The job itself notices when the database is away.
    } finally {
      checking = false;
    }
  }, checkEveryMs);
  return { signal: canceled.signal, end: () => clearInterval(timer) };
}
