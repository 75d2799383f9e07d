import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
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
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { socketFolderFor } from '../../src/embedded-postgres/socket-folder.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/start.ts';

const NOBODY = 65534;
/** How long a test waits for what has no reason to take long. */
const soon = { timeout: 15_000 };

describe('the embedded Postgres', () => {
  let dataDir: string;
  const children: ChildProcess[] = [];

  // Making a database takes a second of computing: all tests but one copy this one.
  const made = path.join(inject('scratchFolder'), 'made-once');
  beforeAll(async () => {
    const postgres = await startEmbeddedPostgres({ dataDir: made, durable: false });
    await postgres.stop();
  });
  beforeEach(async () => {
    // As root: a folder that the account of Postgres may not enter, as when the clone lies in /root.
    const folder = await mkdtemp(path.join(inject('scratchFolder'), 'embedded-'));
    dataDir = path.join(folder, 'data');
    spawnSync('cp', ['-a', made, dataDir]);
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await expect.poll(serverPid, soon).toBeUndefined();
    await rm(path.dirname(dataDir), { recursive: true, force: true });
  });

  it('keeps what was committed when its process is killed, and ends with it', async () => {
    const holder = await hold();
    await query(holder.url, sql`create table kept as select 'a word' as word`);
    await kill(holder.child);
    await expect.poll(serverPid, soon).toBeUndefined();

    const again = await startEmbeddedPostgres({ dataDir });
    expect(again.url).toBe(holder.url);
    expect(await query(again.url, sql`select word from kept`)).toEqual([{ word: 'a word' }]);
    await again.stop();
  });

  it('starts at once over the shutdown of a killed process', async () => {
    for (let time = 0; time < 3; time++) {
      const holder = await hold();
      await query(holder.url, sql`select 1`);
      await kill(holder.child);
    }
  });

  it('has ended when stop returns, and leaves no socket behind', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir });
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(await serverPid()).toBeUndefined();
    const socketFolder = new URL(postgres.url).searchParams.get('host') ?? '';
    await expect.poll(() => readdir(socketFolder).catch(() => 'gone'), soon).toBe('gone');
  });

  it('is one server for two processes that start at once, and ends with the last', async () => {
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

  it('lives on for one who stays when the other stops in good order', async () => {
    const stays = await hold();
    const goes = await startEmbeddedPostgres({ dataDir });
    await goes.stop();
    expect(await query(stays.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  it('is adopted when its guard was killed together with its process', async () => {
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

  it('is started again when it is killed itself', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir });
    process.kill((await serverPid()) ?? 0, 'SIGKILL');
    await expect
      .poll(() => query(postgres.url, sql`select 1 as one`).catch(() => 'away'), soon)
      .toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it('starts over a pid file whose number is another process by now', async () => {
    const sleeper = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: await ownerOfCluster() } : {});
    children.push(sleeper);
    await writeFile(path.join(dataDir, 'postgres/postmaster.pid'), `${sleeper.pid}\n${dataDir}\n1\n5432\n`);
    const after = await startEmbeddedPostgres({ dataDir });
    expect(sleeper.exitCode).toBeNull();
    await after.stop();
  });

  it('has room for a data folder with a long name', async () => {
    const short = dataDir;
    dataDir = path.join(path.dirname(short), 'x'.repeat(200));
    await rename(short, dataDir);
    const postgres = await startEmbeddedPostgres({ dataDir });
    expect(await query(postgres.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it('sorts, compares and folds text the same on every machine', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    const rows = await query(
      postgres.url,
      sql`select t from unnest(array['b','ä','B','a','é']) t order by t`,
    );
    expect(rows.map(({ t }) => t)).toEqual(['B', 'a', 'b', 'ä', 'é']);
    expect(await query(postgres.url, sql`select lower('ÄÉ') as lower`)).toEqual([{ lower: 'äé' }]);
    await postgres.stop();
  });

  it('writes no statement and no value of a failed query into its log', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    await expect(query(postgres.url, sql`select ${'canary'}::integer`)).rejects.toThrow();
    await expect(query(postgres.url, sql.raw(`select 'canary' from nowhere`))).rejects.toThrow();
    await postgres.stop();
    const log = await readFile(path.join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('canary');
  });

  it('says what to do about a database of another version', async () => {
    await writeFile(path.join(dataDir, 'postgres/PG_VERSION'), '12\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      /is of Postgres 12, this app brings \d+\. Start the version/,
    );
  });

  it('says why Postgres does not start', async () => {
    await writeFile(path.join(dataDir, 'postgres/postgresql.conf'), 'no_such_setting = 1\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/does not start.*postgresql.conf/);
  });

  // Only root can become somebody else, who must be able to read this clone.
  const nobody = { uid: NOBODY, gid: NOBODY };
  const canBeNobody = spawnSync('cat', [import.meta.filename], nobody).status === 0;
  describe.skipIf(!canBeNobody)('(needs root, and a clone outside of its home)', () => {
    it('is refused in a folder whose database belongs to another account, in a sentence', async () => {
      await chown(path.join(dataDir, 'postgres'), 0, 0);
      await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/belongs to account 0: start as that/);
    });

    it('starts where another process of root has made the folder of the socket, and not yet handed it over', async () => {
      await mkdir(socketFolderFor(await realpath(dataDir)), { mode: 0o700 });
      const postgres = await startEmbeddedPostgres({ dataDir });
      expect(await query(postgres.url, sql`select 1 as one`)).toEqual([{ one: 1 }]);
      await postgres.stop();
    });

    it('is refused where somebody else has made the folder of the socket, in a sentence', async () => {
      const folder = socketFolderFor(await realpath(dataDir));
      await mkdir(folder, { mode: 0o700 });
      await chown(folder, 12345, 12345);
      await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/is not a private folder of account/);
      await rmdir(folder);
    });

    it('runs for an ordinary user as that user', async () => {
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
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.resolve(import.meta.dirname, 'hold-postgres.ts'), dataDir],
      { ...as, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    children.push(child);
    const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [])]);
    expect(line, 'the process started Postgres').toBeDefined();
    return { url: String(line).trim(), child };
  }

  async function serverPid(): Promise<number | undefined> {
    const file = await readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
    return Number(file.split('\n')[0]) || undefined;
  }

  /** The shells of the dead man's switch: the server's parent, and its other child. */
  async function guards(server: number | undefined): Promise<number[]> {
    const parent = /^PPid:\t(\d+)/m.exec(await readFile(`/proc/${server}/status`, 'utf8'))?.[1];
    const siblings = await readFile(`/proc/${parent}/task/${parent}/children`, 'utf8');
    return [parent, ...siblings.trim().split(' ')].map(Number).filter((pid) => pid !== server);
  }

  async function ownerOfCluster(): Promise<number> {
    return (await stat(path.join(dataDir, 'postgres'))).uid;
  }
});

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
