// Postgres keeps workspaces apart by itself: nothing here filters by workspace, and nothing of another one is seen.
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const { db, inWorkspace } = await freshDatabase();
const ours = 'T0OURS';
const theirs = 'T0THEIRS';

/** Every table with rows that belong to a workspace, and the column that says to which. */
const tables = await db.execute<{ name: string; column: string; closed: boolean; policies: number }>(sql`
  select c.oid::regclass::text as name, a.attname as column, c.relrowsecurity as closed,
    (select count(*)::integer from pg_policy p where p.polrelid = c.oid) as policies
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid
   and a.attname = case when c.relname = 'workspace' then 'id' else 'workspace_id' end
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);

async function fill(workspaceId: string): Promise<number> {
  const it = await createTestWorkspace(db, workspaceId);
  const acme = await it.organization('Acme');
  await it.import(`customer_id,name,email\n${acme},Ana ${workspaceId},nope\n${acme},Bo ${workspaceId},\n`);
  const [bo] = await it.endUsers();
  const applied = await it.import(`contact_id,title\n${bo!.id},CTO\n`);
  await inWorkspace(workspaceId, async (tx) => {
    await tx.execute(sql`insert into access values (${workspaceId}, 'U1', 'edit', 'U2')`);
    await tx.execute(
      sql`insert into installation values (${workspaceId}, 'B1', 'U1', 'x', null, null, 'U2')`,
    );
    await tx.execute(
      sql`insert into job (workspace_id, kind, payload) values (${workspaceId}, 'expire-import', '{}')`,
    );
    await tx.execute(sql`insert into import (workspace_id, channel_id, share_ts, slack_file_id, thread_ts, file_name,
      file_size, requested_by, addressed) values (${workspaceId}, 'C', '1', 'F', '1', 'a.csv', 1, 'U1', true)`);
    await tx.execute(sql`insert into export (workspace_id, kind, requested_by, for_import, channel_id, is_private)
      values (${workspaceId}, 'export', 'U1', false, 'C', false)`);
    await tx.execute(sql`insert into import_ref values (${workspaceId}, 1, 1, 1, 1)`);
    await tx.execute(sql`insert into seen_event values (${workspaceId}, 'Ev1')`);
  });
  return applied.importId;
}

let theirImport = 0;
beforeAll(async () => {
  await fill(ours);
  theirImport = await fill(theirs);
});

describe('a transaction of one workspace', () => {
  it('is closed in by a policy on each table that has rows of workspaces', () => {
    expect(tables.map(({ name }) => name)).toContain('end_user');
    expect(tables.length).toBeGreaterThanOrEqual(11);
    for (const table of tables) expect(table).toMatchObject({ closed: true, policies: 1 });
  });

  it.each(tables)('sees its own rows of $name and no others', async ({ name, column }) => {
    const all = await db.execute(sql.raw(`select distinct ${column} as id from ${name} order by 1`));
    expect(all).toEqual([{ id: ours }, { id: theirs }]);
    const seen = await inWorkspace(ours, (tx) =>
      tx.execute(sql.raw(`select distinct ${column} as id from ${name}`)),
    );
    expect(seen).toEqual([{ id: ours }]);
  });

  it.each(tables)('changes and deletes nothing of another one in $name', async ({ name, column }) => {
    const others = sql.raw(`select count(*)::integer as n from ${name} where ${column} = '${theirs}'`);
    const [before] = await db.execute(others);
    await expect(
      inWorkspace(ours, async (tx) => {
        const changed = await tx.execute(
          sql.raw(`update ${name} set ${column} = ${column} where ${column} = '${theirs}' returning 1`),
        );
        const deleted = await tx.execute(
          sql.raw(`delete from ${name} where ${column} = '${theirs}' returning 1`),
        );
        return changed.length + deleted.length;
      }),
    ).resolves.toBe(0);
    expect(await db.execute(others)).toEqual([before]);
  });

  it('writes no row for another one', async () => {
    const writing = inWorkspace(ours, (tx) =>
      tx.execute(
        sql`insert into end_user (workspace_id, organization_id, name) values (${theirs}, 1, 'Eve')`,
      ),
    );
    await expect(writing).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('hands no row of its own over to another one', async () => {
    const moving = inWorkspace(ours, (tx) => tx.execute(sql`update access set workspace_id = ${theirs}`));
    await expect(moving).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('sees nothing of what another one has staged', async () => {
    for (const table of [`staging.row_${theirImport}`, `staging.plan_${theirImport}`]) {
      const count = sql.raw(`select count(*)::integer as n from ${table}`);
      expect(await inWorkspace(theirs, (tx) => tx.execute(count))).toEqual([{ n: 1 }]);
      expect(await inWorkspace(ours, (tx) => tx.execute(count))).toEqual([{ n: 0 }]);
    }
  });

  it('has no say over what belongs to no workspace', async () => {
    const reading = inWorkspace(ours, (tx) => tx.execute(sql`select * from oauth_state`));
    await expect(reading).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('leaves nothing of its rights on the connection', async () => {
    await inWorkspace(ours, (tx) => tx.execute(sql`select 1`));
    const rights = sql`select current_user = session_user as own, current_setting('endusers.workspace', true) as workspace`;
    for (let connection = 0; connection < 10; connection++) {
      const [found] = await db.execute(rights);
      expect(found?.own).toBe(true);
      expect(found?.workspace || null).toBeNull();
    }
  });
});

it('without a workspace, the role of these transactions sees nothing at all', async () => {
  const seen = await db.transaction(async (tx) => {
    await tx.execute(sql`set local role endusers_tenant`);
    return tx.execute(sql`select * from end_user`);
  });
  expect(seen).toEqual([]);
});
