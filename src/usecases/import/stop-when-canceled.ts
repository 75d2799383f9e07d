// Stops a job that reads a file soon after a member canceled the import, also while no byte of the file arrives.
import { findImport, type ImportKey } from '../../db/imports.ts';
import type { Context } from '../ports.ts';

const checkEveryMs = 1_000;

/** The import was canceled while its file was being read. */
export class ImportCanceledError extends Error {
  override readonly name = 'ImportCanceledError';
}

/**
 * Runs `read` until it ends or the import is canceled; then it is not an error that `read` was broken off.
 *
 * @param read gets a signal that is aborted when the import is canceled, and when `signal` is
 */
export async function stopWhenCanceled(
  { inWorkspace }: Context,
  key: ImportKey,
  signal: AbortSignal,
  read: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
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
  try {
    await read(AbortSignal.any([signal, canceled.signal]));
  } catch (error) {
    // What an aborted download or COPY throws depends on where it was.
    if (!canceled.signal.aborted && !(error instanceof ImportCanceledError)) throw error;
  } finally {
    clearInterval(timer);
  }
}
