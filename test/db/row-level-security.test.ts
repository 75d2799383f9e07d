// Postgres isolates workspaces by itself: the queries here don't filter by workspace, and still see only their own rows.
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { countStagedRows, dropStagingTables, takeOver } from '../../src/import/stage/stage.ts';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const { db, inWorkspace } = await freshDatabase();
const own = 'T0OURS';
const other = 'T0THEIRS';

/** Every table with rows that belong to a workspace, and the column with the workspace's id. */
const tables = await db.execute<{ name: string; column: string; secured: boolean; policies: number }>(sql`
  select c.oid::regclass::text as name, a.attname as column, c.relrowsecurity as secured,
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
    await tx.execute(sql`insert into organization_change
      select workspace_id, max(id), 1 from operation where workspace_id = ${workspaceId} group by 1`);
    await tx.execute(sql`insert into left_out_row values (${workspaceId}, 1, 1, '{}')`);
    await tx.execute(sql`insert into erasure values (${workspaceId}, 1, 'U1')`);
    await tx.execute(sql`insert into old_id values (${workspaceId}, 'end user', 1, 1)`);
    await tx.execute(sql`insert into column_mapping values (${workspaceId}, 'x', '[]', 'U1')`);
    await tx.execute(sql`insert into former_end_user (workspace_id, id, removed_in, organization_id)
      values (${workspaceId}, 1, 1, 1)`);
    await tx.execute(sql`insert into seen_event values (${workspaceId}, 'Ev1')`);
    await tx.execute(sql`insert into posting values (${workspaceId}, 'C', 'endusers_import 1')`);
  });
  return applied.importId;
}

let otherImport = 0;
beforeAll(async () => {
  await fill(own);
  otherImport = await fill(other);
});

describe('a transaction of one workspace', () => {
  it('is restricted by a policy on each table with rows of workspaces', () => {
    expect(tables.map(({ name }) => name)).toContain('end_user');
    expect(tables.length).toBeGreaterThanOrEqual(11);
    for (const table of tables) expect(table).toMatchObject({ secured: true, policies: 1 });
  });

  it.each(tables)('sees only its own rows of $name', async ({ name, column }) => {
    const all = await db.execute(sql.raw(`select distinct ${column} as id from ${name} order by 1`));
    expect(all).toEqual([{ id: own }, { id: other }]);
    const seen = await inWorkspace(own, (tx) =>
      tx.execute(sql.raw(`select distinct ${column} as id from ${name}`)),
    );
    expect(seen).toEqual([{ id: own }]);
  });

  it.each(tables)('changes and deletes no rows of another workspace in $name', async ({ name, column }) => {
    const otherRows = sql.raw(`select count(*)::integer as n from ${name} where ${column} = '${other}'`);
    const [before] = await db.execute(otherRows);
    await expect(
      inWorkspace(own, async (tx) => {
        const changed = await tx.execute(
          sql.raw(`update ${name} set ${column} = ${column} where ${column} = '${other}' returning 1`),
        );
        const deleted = await tx.execute(
          sql.raw(`delete from ${name} where ${column} = '${other}' returning 1`),
        );
        return changed.length + deleted.length;
      }),
    ).resolves.toBe(0);
    expect(await db.execute(otherRows)).toEqual([before]);
  });

  it('can insert no row for another workspace', async () => {
    const writing = inWorkspace(own, (tx) =>
      tx.execute(sql`insert into end_user (workspace_id, organization_id, name) values (${other}, 1, 'Eve')`),
    );
    await expect(writing).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('can move no row of its own to another workspace', async () => {
    const moving = inWorkspace(own, (tx) => tx.execute(sql`update access set workspace_id = ${other}`));
    await expect(moving).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('sees no staged rows of another workspace', async () => {
    for (const table of [`staging.row_${otherImport}`, `staging.plan_${otherImport}`]) {
      const count = sql.raw(`select count(*)::integer as n from ${table}`);
      expect(await inWorkspace(other, (tx) => tx.execute(count))).toEqual([{ n: 1 }]);
      expect(await inWorkspace(own, (tx) => tx.execute(count))).toEqual([{ n: 0 }]);
    }
  });

  const byOther = [
    'drop table',
    'truncate',
    'delete from',
    'alter table $ disable row level security',
    'alter table $ no force row level security',
    'alter table $ add column more text',
    'drop policy own_workspace on',
  ];
  it.each(byOther)("can't touch the staging tables of any workspace by: %s", async (statement) => {
    for (const table of [`staging.row_${otherImport}`, `staging.plan_${otherImport}`]) {
      const text = statement.includes('$') ? statement.replace('$', table) : `${statement} ${table}`;
      for (const workspaceId of [own, other]) {
        const touching = inWorkspace(workspaceId, (tx) => tx.execute(sql.raw(text)));
        await expect(touching).rejects.toMatchObject({ cause: { code: '42501' } });
      }
    }
  });

  it('drops only its own staging tables', async () => {
    const dropping = inWorkspace(own, (tx) => dropStagingTables(tx, otherImport));
    await expect(dropping).rejects.toMatchObject({ cause: { code: '42501' } });
    const takingOver = inWorkspace(own, (tx) => takeOver(tx, 'row', otherImport));
    await expect(takingOver).rejects.toMatchObject({ cause: { code: '42501' } });
    const left = await inWorkspace(other, async (tx) => {
      const before = await countStagedRows(tx, otherImport);
      await dropStagingTables(tx, otherImport);
      return [before, await countStagedRows(tx, otherImport)];
    });
    expect(left).toEqual([1, 0]);
  });

  it('has no access to a table that belongs to no workspace', async () => {
    const reading = inWorkspace(own, (tx) => tx.execute(sql`select * from oauth_state`));
    await expect(reading).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('leaves its role and workspace on no connection', async () => {
    await inWorkspace(own, (tx) => tx.execute(sql`select 1`));
    const session = sql`select current_user = session_user as own, current_setting('endusers.workspace', true) as workspace`;
    for (let connection = 0; connection < 10; connection++) {
      const [found] = await db.execute(session);
      expect(found?.own).toBe(true);
      expect(found?.workspace || null).toBeNull();
    }
  });
});

it('the tenant role sees no rows as long as no workspace is set', async () => {
  const seen = await db.transaction(async (tx) => {
    await tx.execute(sql`set local role endusers_tenant`);
    return tx.execute(sql`select * from end_user`);
  });
  expect(seen).toEqual([]);
});
