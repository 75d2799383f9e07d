// Migration 0026_org_wide: one installation for a whole Enterprise organization.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { findInstallation, upsertInstallation } from '../../../src/db/installations.ts';
import { migrate } from '../../../src/db/migrate.ts';
import {
  ensureWorkspace,
  findEnterprise,
  listWorkspacesOf,
  recordEnterprise,
  recordLastHeard,
} from '../../../src/db/workspaces.ts';
import { databaseOfVersion } from './database-of-version.ts';

describe('a database of the version before org-wide installations', async () => {
  const { db, url } = await databaseOfVersion('0023_posting', 'before_org_wide');
  const rows = sql`select to_jsonb(i) as installation, to_jsonb(w) as workspace
    from installation i join workspace w on w.id = i.workspace_id`;
  const [before] = await db.execute<{ installation: object; workspace: object }>(rows);
  await migrate(url);

  it('keeps the installations of its workspaces, which belong to no organization', async () => {
    const [row] = await db.execute(rows);
    expect(row).toMatchObject(before!);
    expect(await findInstallation(db, 'T1')).toMatchObject({ isEnterprise: false, botToken: 'k1:encrypted' });
    expect(await findEnterprise(db, 'T1')).toBeNull();
    expect(await recordLastHeard(db, undefined, 0)).toMatchObject([{ workspaceId: 'T1' }]);
  });

  it('stores an org-wide installation, and the workspaces in which it may act', async () => {
    await db.transaction(async (tx) => {
      for (const id of ['E1', 'T2']) await ensureWorkspace(tx, id);
      await upsertInstallation(tx, {
        workspaceId: 'E1',
        isEnterprise: true,
        botId: 'B2',
        botMemberId: 'U0BOT2',
        botToken: 'k1:encrypted too',
        refreshToken: null,
        expiresAt: null,
        installedBy: 'U2',
      });
      await recordEnterprise(tx, 'T2', 'E1');
    });
    expect(await listWorkspacesOf(db, 'E1')).toEqual(['T2']);
    // The organization itself shares no files.
    await recordLastHeard(db, undefined, 0);
    const heard = (await recordLastHeard(db, undefined, 0)).map(({ workspaceId }) => workspaceId);
    expect(heard.sort()).toEqual(['T1', 'T2']);
  });
});
