// Creates databases of earlier versions: the migrations up to a point, and data as the version of that time wrote it.
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMissing } from 'drizzle-orm/postgres-js/migrator';
import { afterAll, inject } from 'vitest';
import { connect, openDatabase } from '../../../src/db/database.ts';
import type { Database } from '../../../src/db/transaction.ts';
import { databaseUrl } from '../../database-url.ts';
import { dropDatabase } from '../../drop-database.ts';

const migrations = path.resolve(import.meta.dirname, '../../../migrations');

/**
 * Creates a database with the migrations up to `tag` (such as `0007_shared_outside`) and the data of `<tag>.sql` in this
 * folder, or of another file in it. The database is dropped after the last test of the `describe` that this is called in.
 */
export async function databaseOfVersion(
  tag: string,
  data: string = tag,
): Promise<{ db: Database; url: string }> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = connect(serverUrl, { max: 1, name: 'test setup' });
  await server`create database ${server(name)}`;
  const url = databaseUrl(serverUrl, name);
  const { db, close } = openDatabase(url, { name: 'test' });
  afterAll(async () => {
    await close(0);
    await server.end();
    await dropDatabase(name);
  });

  const client = connect(url, { max: 1, name: 'test setup' });
  await applyMissing(drizzle(client), { migrationsFolder: await migrationsUpTo(tag) });
  await client.unsafe(await readFile(path.join(import.meta.dirname, `${data}.sql`), 'utf8'));
  await client.end();
  return { db, url };
}

async function migrationsUpTo(tag: string): Promise<string> {
  const folder = await mkdtemp(path.join(inject('scratchFolder'), 'migrations-'));
  await cp(migrations, folder, { recursive: true });
  const journal = path.join(folder, 'meta/_journal.json');
  const content = JSON.parse(await readFile(journal, 'utf8')) as { entries: { tag: string }[] };
  const last = content.entries.findIndex((entry) => entry.tag === tag);
  if (last === -1) throw new Error(`there is no migration ${tag}`);
  await writeFile(journal, JSON.stringify({ ...content, entries: content.entries.slice(0, last + 1) }));
  return folder;
}
