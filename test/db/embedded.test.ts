import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { socketFolderFor } from '../../src/embedded-postgres/socket-folder.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/start.ts';

const NOBODY = 65534;
/** How long a test waits for something that normally takes no time. */
const soon = { timeout: 15_000 };

describe('the embedded Postgres', () => {
  let dataDir: string;
  const children: ChildProcess[] = [];

  // Creating a database takes a second of computing: all tests but one copy this one.
  const template = path.join(inject('scratchFolder'), 'made-once');
  beforeAll(async () => {
    const postgres = await startEmbeddedPostgres({ dataDir: template, durable: false });
    await postgres.stop();
  });
  beforeEach(async () => {
    // As root: a folder that the account of Postgres can't enter, as if the clone were in /root.
    const folder = await mkdtemp(path.join(inject('scratchFolder'), 'embedded-'));
    dataDir = path.join(folder, 'data');
    spawnSync('cp', ['-a', template, dataDir]);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await expect.poll(serverPid, soon).toBeUndefined();
    await rm(path.dirname(dataDir), { recursive: true, force: true });
  });

  it('keeps committed data when its process is killed, and stops with the process', async () => {
    const holder = await hold();
    await query(holder.url, sql`create table kept as select 'a word' as word`);
    await kill(holder.child);
    await expect.poll(serverPid, soon).toBeUndefined();

    const again = await startEmbeddedPostgres({ dataDir });
    expect(again.url).toBe(holder.url);
    expect(await query(again.url, sql`select word from kept`)).toEqual([{ word: 'a word' }]);
    await again.stop();
  });

  it('starts while the server of a killed process is still shutting down', async () => {
    for (let time = 0; time < 3; time++) {
      const holder = await hold();
      await query(holder.url, sql`select 1`);
      await kill(holder.child);
    }
  });

  it('has stopped when stop returns, and leaves no socket behind', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir });
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(await serverPid()).toBeUndefined();
    const socketFolder = socketFolderOf(postgres.url);
    await expect.poll(() => readdir(socketFolder).catch(() => 'gone'), soon).toBe('gone');
  });

  it('is one server for two processes that start at the same time, and stops with the last one', async () => {
    const [first, second] = await Promise.all([hold(), hold()]);
    expect(second.url).toBe(first.url);
    const pid = await serverPid();

    await kill(first.child);
    expect(await query(second.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
    expect(await serverPid()).toBe(pid);

    second.child.kill('SIGTERM');
    await once(second.child, 'exit');
    expect(await serverPid()).toBeUndefined();
  });

  it('keeps running for one process when the other one stops', async () => {
    const holder = await hold();
    const stopping = await startEmbeddedPostgres({ dataDir });
    await stopping.stop();
    expect(await query(holder.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  it('is adopted when its guard is killed together with its process', async () => {
    const holder = await hold();
    const pid = await serverPid();
    for (const guard of await guards(pid)) process.kill(guard, 'SIGKILL');
    await kill(holder.child);
    expect(await serverPid()).toBe(pid);

    const adopter = await hold();
    expect(await serverPid()).toBe(pid);
    await kill(adopter.child);
    await expect.poll(serverPid, soon).toBeUndefined();
  });

  it('is restarted when the server itself is killed', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir });
    process.kill((await serverPid()) ?? 0, 'SIGKILL');
    await expect
      .poll(() => query(postgres.url, sql`select 1 as one`).catch(() => 'away'), soon)
      .toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it('starts despite a stale pid file with the number of another process', async () => {
    const sleeper = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: await ownerOfCluster() } : {});
    children.push(sleeper);
    await writeFile(path.join(dataDir, 'postgres/postmaster.pid'), `${sleeper.pid}\n${dataDir}\n1\n5432\n`);
    const after = await startEmbeddedPostgres({ dataDir });
    expect(sleeper.exitCode).toBeNull();
    await after.stop();
  });

  const squatters: [string, (name: string) => Promise<unknown>][] = [
    ['a folder that others may enter', (name) => mkdir(name).then(() => chmod(name, 0o777))],
    ['a symlink', (name) => symlink(path.dirname(dataDir), name)],
    ['a file', (name) => writeFile(name, '')],
  ];
  it.each(squatters)(
    'uses another socket folder when the name is taken by %s, and keeps it',
    async (_, take) => {
      const taken = socketFolderFor(await realpath(dataDir));
      await take(taken);
      const first = await startEmbeddedPostgres({ dataDir });
      const sharing = await hold();
      expect(sharing.url).toBe(first.url);
      await kill(sharing.child);
      expect(await query(first.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
      await first.stop();
      await expect.poll(() => readdir(socketFolderOf(first.url)).catch(() => 'gone'), soon).toBe('gone');

      const second = await startEmbeddedPostgres({ dataDir });
      expect(second.url).toBe(first.url);
      await second.stop();
      await expect.poll(() => readdir(socketFolderOf(first.url)).catch(() => 'gone'), soon).toBe('gone');

      await take(socketFolderOf(first.url));
      const third = await startEmbeddedPostgres({ dataDir });
      expect([socketFolderOf(first.url), taken]).not.toContain(socketFolderOf(third.url));
      expect(await query(third.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
      await third.stop();
      for (const name of [taken, socketFolderOf(first.url)]) await rm(name, { recursive: true });
    },
  );

  it('lets the app run no program and read no file of the server', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    const forbidden = [
      "copy (select 1) to program 'true'",
      "copy pg_description from program 'echo 1'",
      "copy (select 1) to '/tmp/endusers-never-written'",
      "select pg_read_file('postgresql.conf')",
      "select pg_ls_dir('.')",
      "select lo_import('/etc/passwd')",
      'create role another superuser',
      `set role ${new URL(postgres.superuserUrl).username}`,
      'alter system set work_mem = 1',
    ];
    for (const statement of forbidden)
      await expect(query(postgres.url, sql.raw(statement)), statement).rejects.toMatchObject({
        cause: { code: '42501' },
      });
    expect(
      await query(postgres.superuserUrl, sql`select pg_read_file('PG_VERSION') as version`),
    ).toHaveLength(1);
    await postgres.stop();
  });

  it('accepts a data folder with a long path', async () => {
    const short = dataDir;
    dataDir = path.join(path.dirname(short), 'x'.repeat(200));
    await rename(short, dataDir);
    const postgres = await startEmbeddedPostgres({ dataDir });
    expect(await query(postgres.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it('sorts, compares, and lowercases text the same way on every machine', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    const rows = await query(
      postgres.url,
      sql`select t from unnest(array['b','ä','B','a','é']) t order by t`,
    );
    expect(rows.map(({ t }) => t)).toEqual(['B', 'a', 'b', 'ä', 'é']);
    expect(await query(postgres.url, sql`select lower('ÄÉ') as lower`)).toEqual([{ lower: 'äé' }]);
    await postgres.stop();
  });

  it('logs neither the statement nor the values of a failed query', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    await expect(query(postgres.url, sql`select ${'canary'}::integer`)).rejects.toThrow();
    await expect(query(postgres.url, sql.raw(`select 'canary' from nowhere`))).rejects.toThrow();
    await postgres.stop();
    const log = await readFile(path.join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('canary');
  });

  it('tells the operator what to do about a database of another version', async () => {
    await writeFile(path.join(dataDir, 'postgres/PG_VERSION'), '12\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      /is of Postgres 12, this app brings \d+\. Start the version/,
    );
  });

  it('tells the operator why Postgres does not start', async () => {
    await writeFile(path.join(dataDir, 'postgres/postgresql.conf'), 'no_such_setting = 1\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/does not start.*postgresql.conf/);
  });

  // Only root can run a process as another account, which must be able to read this clone.
  const nobody = { uid: NOBODY, gid: NOBODY };
  const canBeNobody = spawnSync('cat', [import.meta.filename], nobody).status === 0;
  describe.skipIf(!canBeNobody)('(needs root, and a clone outside of its home)', () => {
    it('is refused with a sentence when the database belongs to another account', async () => {
      await chown(path.join(dataDir, 'postgres'), 0, 0);
      await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/belongs to account 0: start as that/);
    });

    it('starts when another process of root has just created the socket folder and not yet passed it on', async () => {
      await mkdir(socketFolderFor(await realpath(dataDir)), { mode: 0o700 });
      const postgres = await startEmbeddedPostgres({ dataDir });
      expect(await query(postgres.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
      await postgres.stop();
    });

    it('uses another socket folder when another account has taken the name', async () => {
      const taken = socketFolderFor(await realpath(dataDir));
      await mkdir(taken, { mode: 0o700 });
      await chown(taken, 12345, 12345);
      const postgres = await startEmbeddedPostgres({ dataDir });
      const folder = socketFolderOf(postgres.url);
      expect(folder).not.toBe(taken);
      expect(await query(postgres.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
      expect(await stat(folder)).toMatchObject({ uid: await ownerOfCluster(), mode: 0o40700 });
      await postgres.stop();
      await rmdir(taken);
    });

    it('runs as the same account if that is not root', async () => {
      await rm(dataDir, { recursive: true });
      await mkdir(dataDir);
      await chown(dataDir, NOBODY, NOBODY);
      await chown(path.dirname(dataDir), NOBODY, NOBODY);
      const holder = await hold(nobody);
      const pid = await serverPid();
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      expect(status).toMatch(new RegExp(`^Uid:\\t${NOBODY}\\t`, 'm'));
      await kill(holder.child);
      await expect.poll(serverPid, soon).toBeUndefined();
    });
  });

  async function hold(
    as: { uid?: number; gid?: number } = {},
  ): Promise<{ url: string; child: ChildProcess }> {
    const child = spawn(process.execPath, [inject('programs').postgresHolder, dataDir], {
      ...as,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [])]);
    expect(line, 'the process started Postgres').toBeDefined();
    return { url: String(line).trim(), child };
  }

  async function serverPid(): Promise<number | undefined> {
    const file = await readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
    return Number(file.split('\n')[0]) || undefined;
  }

  /** The shells of the watchdog: the server's parent, and the parent's other child. */
  async function guards(server: number | undefined): Promise<number[]> {
    const parent = /^PPid:\t(\d+)/m.exec(await readFile(`/proc/${server}/status`, 'utf8'))?.[1];
    const siblings = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8');
    return [parent, ...siblings.trim().split(' ')].map(Number).filter((pid) => pid !== server);
  }

  async function ownerOfCluster(): Promise<number> {
    return (await stat(path.join(dataDir, 'postgres'))).uid;
  }
});

const socketFolderOf = (url: string): string => new URL(url).searchParams.get('host') ?? '';

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function query(url: string, statement: ReturnType<typeof sql>) {
  const { db, close } = openDatabase(url, { max: 1 });
  try {
    return await db.execute(statement);
  } finally {
    await close();
  }
}
