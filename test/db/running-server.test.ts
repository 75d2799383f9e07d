// Whether a server is running on a cluster folder, as its pid file tells. The process may not be visible from here.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { findRunningServer } from '../../src/embedded-postgres/running-server.ts';

/** A cluster folder with the pid file of a process that is not its server. */
async function folderOfAnother(): Promise<{ cluster: string; pidFile: () => Promise<string> }> {
  const cluster = await mkdtemp(path.join(inject('scratchFolder'), 'cluster-'));
  const file = path.join(cluster, 'postmaster.pid');
  await writeFile(file, `${process.pid}\n`);
  return { cluster, pidFile: () => readFile(file, 'utf8').catch(() => 'gone') };
}

it('the stale pid file of a killed server is deleted, so that Postgres can start', async () => {
  const { cluster, pidFile } = await folderOfAnother();
  expect(await findRunningServer(cluster, false)).toBeUndefined();
  expect(await pidFile()).toBe('gone');
});

it('the pid file of a guarded server in another container is kept', async () => {
  const { cluster, pidFile } = await folderOfAnother();
  expect(await findRunningServer(cluster, true)).toBeUndefined();
  expect(await pidFile()).toBe(`${process.pid}\n`);
});
