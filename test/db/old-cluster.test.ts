// A data folder of version 0.1.0, in which everything belongs to the superuser that the app connected as.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, inject, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { initCluster } from '../../src/embedded-postgres/init-cluster.ts';
import { findNativeFolder } from '../../src/embedded-postgres/native-folder.ts';
import { accountFor } from '../../src/embedded-postgres/os-account.ts';
import { pathForAccount, postgresEnvironment } from '../../src/embedded-postgres/path-for-account.ts';
import { createSocketFolder, socketFolderFor } from '../../src/embedded-postgres/socket-folder.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/start.ts';
import { countStagedRows, dropStagingTables } from '../../src/import/stage/stage.ts';
import { createTestWorkspace } from '../import/workspace.ts';

/** Runs `work` with the address of a server that is started as version 0.1.0 did: no role but the superuser. */
async function withOldServer(dataDir: string, work: (url: string) => Promise<void>): Promise<void> {
  const cluster = path.join(dataDir, 'postgres');
  const account = await accountFor(cluster);
  const native = await findNativeFolder(account);
  await initCluster(native, cluster, account, false);
  const sockets = socketFolderFor(dataDir);
  await createSocketFolder(sockets, account);
  const args = [
    '-D',
    pathForAccount(cluster, account),
    '-k',
    sockets,
    '-c',
    'listen_addresses=',
    '-c',
    'fsync=off',
  ];
  const server = spawn(path.join(native, 'bin/postgres'), args, {
    ...account?.spawn,
    cwd: cluster,
    env: postgresEnvironment(),
    stdio: 'ignore',
  });
  const url = `postgres://endusers@localhost/postgres?host=${encodeURIComponent(sockets)}`;
  try {
    await vi.waitFor(() => query(url, sql`select 1`), 30_000);
    await work(url);
  } finally {
    server.kill('SIGINT');
    await once(server, 'exit');
  }
}

async function query(url: string, statement: ReturnType<typeof sql>) {
  const { db, close } = openDatabase(url, { max: 1 });
  return db.execute(statement).finally(() => close());
}

const ownersOf = sql`
  select distinct pg_get_userbyid(owner) as owner from (
    select relowner from pg_class where relnamespace::regnamespace::text in ('public', 'staging', 'drizzle')
    union all select proowner from pg_proc where pronamespace::regnamespace::text in ('public', 'staging', 'drizzle')
    union all select nspowner from pg_namespace where nspname in ('staging', 'drizzle')
    union all select datdba from pg_database where datname = 'postgres'
    union all select defaclrole from pg_default_acl
  ) owned (owner)`;

it('a data folder that version 0.1.0 made works: the app owns its data as an ordinary role', async () => {
  const dataDir = await realpath(await mkdtemp(path.join(inject('scratchFolder'), 'old-')));
  await mkdir(dataDir, { recursive: true });
  let planned = 0;
  await withOldServer(dataDir, async (url) => {
    await migrate(url);
    const { db, close } = openDatabase(url);
    const workspace = await createTestWorkspace(db, 'T1');
    const acme = await workspace.organization('Acme');
    await workspace.import(`customer_id,name\n${acme},Ana\n`);
    planned = (await workspace.plan(`customer_id,name\n${acme},Bo\n`)).rules.importId;
    // As staged before migration "staging_ownership".
    for (const table of [`row_${planned}`, `plan_${planned}`])
      await db.execute(sql.raw(`alter table staging.${table} owner to endusers_tenant`));
    await close();
    expect(await query(url, ownersOf)).toHaveLength(2);
  });

  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  await migrate(postgres.url);
  expect(
    await query(postgres.superuserUrl, sql`select rolsuper from pg_roles where rolname = 'endusers_app'`),
  ).toEqual([{ rolsuper: false }]);
  const { db, inWorkspace, close } = openDatabase(postgres.url);
  const workspace = await createTestWorkspace(db, 'T1');
  expect(await workspace.endUsers()).toMatchObject([{ name: 'Ana' }]);
  await workspace.import(`customer_id,name\n${await workspace.organization('Beta')},Cy\n`);
  expect(await workspace.endUsers()).toHaveLength(2);
  await inWorkspace('T1', async (tx) => {
    expect(await countStagedRows(tx, planned)).toBe(1);
    await dropStagingTables(tx, planned);
    expect(await countStagedRows(tx, planned)).toBe(0);
  });
  expect(await db.execute(ownersOf)).toEqual([{ owner: 'endusers_app' }]);
  // As a later migration would.
  await db.execute(sql`create table later (id bigint)`);
  expect(await inWorkspace('T1', (tx) => tx.execute(sql`select id from later`))).toEqual([]);
  await close();
  await postgres.stop();

  const again = await startEmbeddedPostgres({ dataDir, durable: false });
  await migrate(again.url);
  expect(await query(again.url, sql`select count(*)::integer as n from end_user`)).toEqual([{ n: 2 }]);
  await again.stop();
});
