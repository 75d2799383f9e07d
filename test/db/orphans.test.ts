// Imports and exports that wait for a job are orphans once no live job is left.
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { insertExport } from '../../src/db/exports.ts';
import { insertImport } from '../../src/db/imports.ts';
import { findOrphans } from '../../src/db/orphans.ts';
import { ensureWorkspace } from '../../src/db/workspaces.ts';
import { freshDatabase } from '../database.ts';

describe('orphans', async () => {
  const { db } = await freshDatabase();
  const workspaceId = 'T1';
  await ensureWorkspace(db, workspaceId);
  const place = { channelId: 'C1', shareTs: '1.1', threadTs: '1.1' };
  const file = { slackFileId: 'F1', fileName: 'people.csv', fileSize: 1, addressed: true };
  const importId = (await insertImport(db, { workspaceId, requestedBy: 'U1', ...place, ...file }))!;
  const exportId = await insertExport(db, {
    workspaceId,
    kind: 'export',
    requestedBy: 'U1',
    organizationId: null,
    forImport: false,
    channelId: 'C1',
    isPrivate: false,
  });
  beforeEach(() => db.execute(sql`truncate job`));

  const addJob = (kind: string, payload: object, reference: string | null = null) =>
    db.execute(sql`
      insert into job (workspace_id, kind, payload, reference, failed_at) values (${workspaceId}, ${kind},
        ${JSON.stringify(payload)}::jsonb, ${reference}, case when ${reference}::text is not null then now() end)`);
  const exportOrphan = { what: 'export', workspaceId, id: exportId, reference: null };
  const importOrphan = { what: 'import', workspaceId, id: importId, reference: null };

  it('are found in one workspace or in all', async () => {
    const found = expect.arrayContaining([exportOrphan, importOrphan]);
    expect(await findOrphans(db, workspaceId)).toEqual(found);
    expect(await findOrphans(db, null)).toEqual(found);
    expect(await findOrphans(db, 'T2')).toEqual([]);
  });

  it('have no job that is waiting or running', async () => {
    await addJob('prepare-import', { workspaceId, importId });
    await addJob('perform-export', { workspaceId, exportId });
    expect(await findOrphans(db, null)).toEqual([]);
  });

  it('have the error reference of their dead-lettered job', async () => {
    await addJob('prepare-import', { workspaceId, importId }, 'ABCD-2345');
    await addJob('perform-export', { workspaceId, exportId });
    expect(await findOrphans(db, null)).toEqual([{ ...importOrphan, reference: 'ABCD-2345' }]);
  });

  it('are found beside dead letters with a payload that no one can read', async () => {
    await addJob('prepare-import', { importId: 'many' }, 'ABCD-2345');
    await addJob('perform-export', { exportId: { id: 1 } }, 'EFGH-6789');
    expect(await findOrphans(db, null)).toHaveLength(2);
  });
});
