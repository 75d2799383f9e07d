// Creates a migrated database for one test file, on the Postgres of the test run.
import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { connect, type OpenDatabase, openDatabase } from '../src/db/database.ts';
import { databaseUrl } from './database-url.ts';
import { dropDatabase } from './drop-database.ts';

/**
 * Creates and opens a database (some 30 ms), and drops it after the last test of the file or `describe` that calls
 * this.
 */
export async function freshDatabase(): Promise<OpenDatabase & { url: string }> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = connect(serverUrl, { max: 1, name: 'test setup' });
  // Postgres' default strategy reads every page through its buffers, which takes six times the processor time.
  await server`create database ${server(name)} template template_of_tests strategy file_copy`;
  const url = databaseUrl(serverUrl, name);
  const database = openDatabase(url, { name: 'test' });
  afterAll(async () => {
    await database.close(0);
    await server.end();
    await dropDatabase(name);
  });
  return { ...database, url };
}
