// Brings the database to the schema of this version, as soon as it is there.
import { setTimeout as sleep } from 'node:timers/promises';
import { WrongConfig } from './config.ts';
import { isConnectionLoss } from './db/connection-loss.ts';
import { migrate } from './db/migrate.ts';
import type { Log } from './log.ts';

const waitMs = 2_000;

/** Postgres' codes for: this password, this name, or this database, no. */
const refusals = new Set(['28P01', '28000', '3D000']);

/** @throws WrongConfig when the server refuses what the URL says */
export async function prepareDatabase(url: string, log: Log): Promise<void> {
  for (;;) {
    try {
      return await migrate(url);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) throw new WrongConfig(`Can't start: the database refuses DATABASE_URL (${refusal}).`);
      if (!isConnectionLoss(error)) throw error;
      log.warn({ err: error }, 'the database does not answer; asking again');
      await sleep(waitMs);
    }
  }
}

/** What Postgres says names the role or the database, and nothing that is in it. */
function refusalOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && refusals.has(code) ? error.message : refusalOf(error.cause);
}
