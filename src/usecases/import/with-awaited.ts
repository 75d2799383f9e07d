// Tells what an approved import, or an undo, waits for, so that its message says so.
import type { Import } from '../../model/import.ts';
import { findAwaited } from '../../queue/serial-queues.ts';
import { importKeyOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { largeQueue, smallQueue } from './turn-queues.ts';

/** Small ones end in moments: nobody reads that one waits for another. */
export async function withAwaited({ inWorkspace }: Context, record: Import): Promise<Import> {
  const { id, workspaceId, state } = record;
  if (state !== 'applying' && state !== 'undoing' && state !== 'redoing') return record;
  const awaited = await inWorkspace(workspaceId, (tx) =>
    findAwaited(tx, workspaceId, [largeQueue, smallQueue], { importId: id }),
  );
  if (awaited?.serialQueue !== largeQueue) return record;
  return { ...record, awaitedImportId: importKeyOf(awaited.payload).importId };
}
