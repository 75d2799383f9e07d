// Whether a server lives on a cluster's folder, told by its pid file, which may be of a process that is not seen from here.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { findRunningServer } from '../../src/embedded-postgres/running-server.ts';

/** A folder with the pid file of a process that is no server of it. */
async function folderOfAnother(): Promise<{ cluster: string; pidFile: () => Promise<string> }> {
  const cluster = await mkdtemp(path.join(inject('scratchFolder'), 'cluster-'));
  const file = path.join(cluster, 'postmaster.pid');
  await writeFile(file, `${process.pid}\n`);
  return { cluster, pidFile: () => readFile(file, 'utf8').catch(() => 'gone') };
}

it('a pid file that a kill left behind is taken away, so that Postgres starts over it', async () => {
  const { cluster, pidFile } = await folderOfAnother();
  expect(await findRunningServer(cluster, false)).toBeUndefined();
  expect(await pidFile()).toBe('gone');
});

it('that of a server in another container, which is alive by its switch, is left alone', async () => {
  const { cluster, pidFile } = await folderOfAnother();
  expect(await findRunningServer(cluster, true)).toBeUndefined();
  expect(await pidFile()).toBe(`${process.pid}\n`);
});
