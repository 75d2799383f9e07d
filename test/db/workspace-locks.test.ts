// Foreign keys lock the row that they refer to. Many transactions refer to the row of a workspace: these locks must neither
// block other transactions nor make any fail.
import { describe, expect, it } from 'vitest';
import { addOperation } from '../../src/db/operations.ts';
import { ensureWorkspace, recordLastHeard, updateSettings } from '../../src/db/workspaces.ts';
import { freshDatabase } from '../database.ts';

describe('a transaction that writes in a workspace', async () => {
  const { db, inWorkspace } = await freshDatabase();
  const workspaceId = 'T1';
  await ensureWorkspace(db, workspaceId);
  const operation = { workspaceId, kind: 'hand', by: 'U1' } as const;
  const isolated = { isolationLevel: 'repeatable read' } as const;

  it('blocks neither the last-heard checkpoint nor a change of the settings', async () => {
    await inWorkspace(
      workspaceId,
      async (tx) => {
        await addOperation(tx, operation);
        // With a conflicting lock, each of these would wait for the end of this transaction, which waits for them.
        await db.transaction((other) => recordLastHeard(other, workspaceId, 0));
        await inWorkspace(workspaceId, (other) => updateSettings(other, workspaceId, { apply: 'at once' }));
        await addOperation(tx, operation);
      },
      isolated,
    );
  });

  it('does not fail when the checkpoint was recorded after it began', async () => {
    const added = inWorkspace(
      workspaceId,
      async (tx) => {
        await tx.execute('select 1');
        await db.transaction((other) => recordLastHeard(other, workspaceId, 0));
        return addOperation(tx, operation);
      },
      isolated,
    );
    await expect(added).resolves.toBeGreaterThan(0);
  });
});
