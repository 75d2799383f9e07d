// A database for one test file, as the migrations make it, on the run's own Postgres.
import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { connect, type OpenDatabase, openDatabase } from '../src/db/database.ts';
import { databaseUrl } from './database-url.ts';

/**
 * Makes and opens a database (some 30 ms), and drops it after the last test of the file or `describe` that
 * this is called in.
 */
export async function freshDatabase(): Promise<OpenDatabase & { url: string }> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = connect(serverUrl, { max: 1, name: 'test setup' });
  await server`create database ${server(name)} template template_of_tests`;
  const url = databaseUrl(serverUrl, name);
  const database = openDatabase(url, { name: 'test' });
  afterAll(async () => {
    await database.close(0);
    await server`drop database ${server(name)} with (force)`;
    await server.end();
  });
  return { ...database, url };
}
