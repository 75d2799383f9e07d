// Migration 0029_organization_life: organizations can be archived, changed with a history, and exported.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/db/migrate.ts';
import { findOrganization, searchOrganizations } from '../../../src/db/organizations.ts';
import { databaseOfVersion } from './database-of-version.ts';

describe('a database of the version before organizations could be changed', async () => {
  const { db, url } = await databaseOfVersion('0028_archived', 'before_organization_life');
  await migrate(url);

  it('keeps its organizations, none of them archived, and its exports', async () => {
    expect(await searchOrganizations(db, 'T1', '', 10)).toMatchObject({
      organizations: [
        { id: 12, name: 'Acme Ltd' },
        { id: 13, name: 'Beta GmbH' },
      ],
      total: 2,
    });
    expect(await findOrganization(db, 'T1', 12)).toEqual({ id: 12, name: 'Acme Ltd', archived: false });
    expect(await db.execute(sql`select kind from export order by id`)).toEqual([
      { kind: 'export' },
      { kind: 'template' },
    ]);
  });

  it('records changes of organizations, and stores exports of them', async () => {
    await db.execute(sql`
      insert into organization_change (workspace_id, operation_id, organization_id, before, after)
      values ('T1', 1, 12, '{"name":"Acme Ltd"}', '{"name":"Acme"}')`);
    await db.execute(sql`update export set kind = 'organizations' where id = 2`);
  });
});
