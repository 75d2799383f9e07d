// Measures other programs that load a CSV file into Postgres, where they are installed: psql and pgloader. Both only load it
// into a table of texts; nothing is checked, compared, or recorded.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_ROLE } from '../src/embedded-postgres/app-role.ts';
import type { Cost } from './cost.ts';
import type { Bench } from './open-bench.ts';

/** The cost is null where the program is not installed. */
export type Peer = { readonly name: string; readonly cost: Cost | null };

export async function measurePeers(bench: Bench, file: string): Promise<Peer[]> {
  const { folder, yardsticks } = bench;
  const { client, meter, socketFolder } = yardsticks;
  await client.unsafe('create unlogged table loaded_by_peer (like loaded)');
  const commandFile = path.join(folder, 'pgloader.load');
  await writeFile(commandFile, pgloaderCommand(file, socketFolder));
  const copy = `\\copy loaded_by_peer from '${file}' with (format csv, header true)`;
  const programs: readonly (readonly [name: string, command: readonly string[]])[] = [
    ['psql \\copy', ['psql', '--host', socketFolder, '--username', APP_ROLE, '--command', copy, 'postgres']],
    ['pgloader', ['pgloader', '--quiet', '--root-dir', folder, commandFile]],
  ];

  const peers: Peer[] = [];
  for (const [name, command] of programs) {
    await client.unsafe('truncate loaded_by_peer');
    const { result: wasInstalled, cost } = await meter(() => run(command, folder));
    if (wasInstalled) await requireRows(bench, name);
    peers.push({ name, cost: wasInstalled ? cost : null });
  }
  return peers;
}

/** Resolves with false if the program is not installed. Its processor time counts as this process's when it has ended. */
async function run([program, ...args]: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(program!, args, { cwd, stdio: 'ignore' });
  try {
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function requireRows({ rows, yardsticks }: Bench, name: string): Promise<void> {
  const [loaded] = await yardsticks.client<{ count: number }[]>`
    select count(*)::integer as count from loaded_by_peer`;
  if (loaded?.count !== rows) throw new Error(`${name} loaded ${loaded?.count} rows instead of ${rows}`);
}

const pgloaderCommand = (file: string, socketFolder: string): string => `
  load csv from '${file}'
  into postgresql://${APP_ROLE}@unix:${socketFolder}:5432/postgres
  target table loaded_by_peer
  with skip header = 1, fields optionally enclosed by '"', fields escaped by double-quote, fields terminated by ',';`;
