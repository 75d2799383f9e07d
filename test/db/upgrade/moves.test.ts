// Migration 0031_end_user_moves: end users can be moved to another organization.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { createTestWorkspace } from '../../import/workspace.ts';
import { databaseOfVersion } from './database-of-version.ts';

describe('a database of the version before moves', async () => {
  const { db, url } = await databaseOfVersion('0028_archived', 'before_moves');
  await migrate(url);
  const here = await createTestWorkspace(db, 'T1');

  it('moves its end users, and back, and exports them as of before', async () => {
    const before = await here.export(1);
    const moved = await here.import('customer_id,contact_id\n2,1\n', {
      choices: { otherOrganizations: 'move' },
    });
    expect(await here.endUsers()).toMatchObject([{ organizationId: 2, title: 'CTO' }, { organizationId: 1 }]);
    expect((await here.export(1, { moment: { beforeImport: moved.importId } })).csv).toBe(before.csv);
    await here.undo({ importId: 2, operationId: 2 });
    await here.undo(moved);
    expect(await here.endUsers()).toMatchObject([
      { organizationId: 1, title: 'Engineer' },
      { organizationId: 1 },
    ]);
  });

  it('restores whoever was removed to their organization', async () => {
    await here.undo({ importId: 3, operationId: 4 });
    expect((await here.endUsers()).at(-1)).toMatchObject({ id: 3, name: 'Cy', organizationId: 1 });
  });

  it('still refuses organizations that do not exist, and other workspaces', async () => {
    await db.execute(sql`insert into workspace (id) values ('T2')`);
    await db.execute(
      sql`insert into organization (workspace_id, id, name, created_by) values ('T2', 9, 'Acme', 'U1')`,
    );
    for (const set of [sql`organization_id = 999`, sql`organization_id = 9`, sql`workspace_id = 'T2'`])
      await expect(db.execute(sql`update end_user set ${set} where id = 1`)).rejects.toMatchObject({
        cause: { constraint_name: 'end_user_organization' },
      });
  });
});
