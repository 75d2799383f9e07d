// Starts one embedded Postgres for the whole test run, with a migrated database that the test files copy.
import { spawn } from 'node:child_process';
import { chmod, mkdtemp } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { connect } from '../src/db/database.ts';
import { migrate } from '../src/db/migrate.ts';
import { startEmbeddedPostgres } from '../src/embedded-postgres/start.ts';
import { databaseUrl } from './database-url.ts';
import { requireOperations } from './require-operations.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server, for the app's role; `freshDatabase` creates a database on it. */
    postgresUrl: string;
    /** The same for the superuser. */
    superuserUrl: string;
    /** A folder that is removed after the run, even when the run is killed. Every account may enter it. */
    scratchFolder: string;
  }
}

/** Global setup: runs before the first test file of each speed; what it returns runs after the last. */
export default async function startPostgresForTests(project: TestProject) {
  // All speeds share the server: each inherits what the root project provides.
  if (project.getProvidedContext().postgresUrl) return undefined;
  const folder = await mkdtemp('/tmp/endusers-test-');
  await chmod(folder, 0o711);
  removeWithThisProcess(folder);
  const postgres = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  const superuser = connect(postgres.superuserUrl, { max: 1, name: 'test setup' });
  // Only tests create databases and count calls of functions.
  await superuser`alter role endusers_app createdb`;
  await superuser`grant set on parameter track_functions to endusers_app`;
  await superuser.end();
  const server = connect(postgres.url, { max: 1, name: 'test setup' });
  await server`create database template_of_tests`;
  await server.end();
  const template = databaseUrl(postgres.url, 'template_of_tests');
  await migrate(template);
  const migrated = connect(template, { max: 1, name: 'test setup' });
  await requireOperations(migrated);
  await migrated.end();
  project.vitest.provide('postgresUrl', postgres.url);
  project.vitest.provide('superuserUrl', postgres.superuserUrl);
  project.vitest.provide('scratchFolder', folder);
  return () => postgres.stop();
}

/**
 * vitest runs no teardown when it is killed. Postgres ends with this process anyway, and so does the input of this
 * shell, which then removes the folder.
 */
export function removeWithThisProcess(folder: string): void {
  const untilGone = 'read -r _; while [ -e "$0" ]; do rm -rf "$0"; sleep 0.2; done';
  const child = spawn('/bin/sh', ['-c', untilGone, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  // An open pipe would keep this process waiting.
  (child.stdin as unknown as { unref(): void }).unref();
}
