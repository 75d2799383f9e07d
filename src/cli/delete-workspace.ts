// The operator's command `delete-workspace`: deletes all data of a workspace, after the operator typed its id twice.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { prepareDatabase } from '../boot/prepare-database.ts';
import { ConfigError, readDatabaseConfig } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { withoutPassword } from '../db/database-url.ts';
import { deleteWorkspaceData } from '../db/workspace-data.ts';
import { startEmbeddedPostgres } from '../embedded-postgres/start.ts';
import { openLog } from '../log.ts';

const usage = 'npm run delete-workspace -- T0123ABCD [--yes]';

/** How long to wait for a database that doesn't answer, in ms. */
const waitForMs = 5_000;

/** Nothing was deleted; `message` tells the operator why. */
class DeletionRefusedError extends Error {
  override readonly name = 'DeletionRefusedError';
}

try {
  const { workspaceId, isSure } = readArguments(process.argv.slice(2));
  const { databaseUrl, dataDir } = readDatabaseConfig(process.env);
  const place = databaseUrl === null ? `the folder ${dataDir}` : withoutPassword(databaseUrl);
  if (databaseUrl === null && !existsSync(path.join(dataDir, 'postgres'))) {
    throw new DeletionRefusedError(
      `DATABASE_URL is not set, and there is no database in ${place} (DATA_DIR).`,
    );
  }
  if (!isSure) await confirmId(workspaceId, place);
  const embedded = databaseUrl === null ? await startEmbeddedPostgres({ dataDir }) : null;
  try {
    await deleteAndReport(databaseUrl ?? embedded!.url, workspaceId, place);
  } finally {
    await embedded?.stop();
  }
} catch (error) {
  if (!(error instanceof DeletionRefusedError || error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

function readArguments(args: readonly string[]): { workspaceId: string; isSure: boolean } {
  const [workspaceId, ...others] = args.filter((arg) => arg !== '--yes');
  if (!workspaceId || others.length > 0 || !/^[A-Z0-9]+$/.test(workspaceId)) {
    throw new DeletionRefusedError(`Name one workspace by its Slack id: ${usage}`);
  }
  return { workspaceId, isSure: args.includes('--yes') };
}

async function confirmId(workspaceId: string, place: string): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The question would wait forever if the input ends without an answer.
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const question = `This permanently deletes all end users, organizations, imports, and exports of ${workspaceId} in ${place}.\nType the id again to confirm: `;
  const answer = await Promise.race([terminal.question(question), ended]);
  terminal.close();
  if (answer.trim() !== workspaceId)
    throw new DeletionRefusedError('The ids do not match. Nothing was deleted.');
}

async function deleteAndReport(url: string, workspaceId: string, place: string): Promise<void> {
  await prepareDatabase(url, openLog('warn'), waitForMs);
  const database = openDatabase(url, { max: 1, name: 'endusers deletion' });
  try {
    const deleted = await database.inWorkspace(workspaceId, (tx) => deleteWorkspaceData(tx, workspaceId));
    if ([...deleted.values()].every((rows) => rows === 0)) {
      throw new DeletionRefusedError(`${workspaceId} has no data in ${place}. Nothing was deleted.`);
    }
    const lines = [...deleted].map(([table, rows]) => `${String(rows).padStart(10)} ${table}\n`);
    process.stdout.write(`Deleted data of ${workspaceId} in ${place}:\n${lines.join('')}`);
  } finally {
    await database.close();
  }
}
