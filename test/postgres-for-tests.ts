/** One embedded Postgres for the whole test run, with one migrated database that the test files copy. */
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { connect } from '../src/db/database.ts';
import { startEmbeddedPostgres } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { databaseUrl } from './database-url.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server; `freshDatabase` makes a database of its own there. */
    postgresUrl: string;
  }
}

/** Runs before the first test file; what it returns runs after the last. */
export default async function startPostgresForTests(project: TestProject) {
  const dataDir = mkdtempSync('/tmp/endusers-test-');
  // vitest runs no teardown when it is killed. Postgres then ends by itself, as it does with the app; and
  // whatever can still be run at the end of this process takes the folder away.
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', removeFolder);

  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  const server = connect(postgres.url, { max: 1, name: 'test setup' });
  await server`create database template_of_tests`;
  await server.end();
  await migrate(databaseUrl(postgres.url, 'template_of_tests'));
  project.provide('postgresUrl', postgres.url);

  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
    process.off('exit', removeFolder);
  };
}
