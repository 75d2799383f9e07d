// PgBouncer in transaction mode in front of a database, where it is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { inject, vi } from 'vitest';
import { readDatabaseUrl } from '../../src/db/database-url.ts';
import { closeAtEnd } from './close-at-end.ts';

export const poolerIsInstalled = spawnSync('pgbouncer', ['--version']).status === 0;

/** @returns the URL of the same database, through the pooler */
export async function pooler(url: string): Promise<string> {
  const folder = await mkdtemp(path.join(inject('scratchFolder'), 'pooler-'));
  const { pathname, username } = new URL(url);
  const server = readDatabaseUrl(url).options.path!;
  const port = await freePort();
  const socket = path.join(folder, `.s.PGSQL.${port}`);
  const users = path.join(folder, 'users');
  await writeFile(users, `"${username}" ""\n`);
  const file = path.join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    `[databases]
* = host=${path.dirname(server)} port=${path.basename(server).split('.').at(-1)}
[pgbouncer]
listen_addr =
unix_socket_dir = ${folder}
listen_port = ${port}
auth_type = trust
auth_file = ${users}
pool_mode = transaction
default_pool_size = 12
max_client_conn = 100
`,
  );
  await chmod(folder, 0o777);
  // As root it refuses to start.
  const asUser = process.getuid?.() === 0 ? ['-u', 'postgres'] : [];
  // Ends with its input, and so with the test run, however that ends.
  const untilEnd = 'pgbouncer "$@" & read -r _; kill $!';
  const child = spawn('/bin/sh', ['-c', untilEnd, 'sh', ...asUser, file], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  closeAtEnd(() => child.stdin.end());
  await vi.waitFor(() => {
    if (!existsSync(socket)) throw new Error('the pooler does not answer');
  }, 10_000);
  return `postgres://${username}@localhost:${port}${pathname}?host=${encodeURIComponent(folder)}`;
}

/** A port number only names the socket; no one listens on the port. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
