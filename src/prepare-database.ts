// Brings the database to the schema of this version, as soon as it is there.
import { setTimeout as sleep } from 'node:timers/promises';
import { WrongConfig } from './config.ts';
import { isConnectionLoss } from './db/connection-loss.ts';
import { DriverUnpatched } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import type { Log } from './log.ts';

const waitMs = 2_000;

/** Postgres' codes for: this password, this name, or this database, no. */
const refusals = new Set(['28P01', '28000', '3D000']);

/** Not enough rights for a migration. */
const forbidden = new Set(['42501']);

/** @throws WrongConfig when the server refuses what the URL says, and when the driver isn't the one that we need */
export async function prepareDatabase(url: string, log: Log): Promise<void> {
  for (;;) {
    try {
      return await migrate(url);
    } catch (error) {
      const refusal = messageOf(error, refusals);
      if (error instanceof DriverUnpatched) throw new WrongConfig(`Can't start. ${error.message}`);
      if (refusal) throw new WrongConfig(`Can't start: the database refuses DATABASE_URL (${refusal}).`);
      if (messageOf(error, forbidden)) throw new WrongConfig(needsTenantRole(url));
      if (!isConnectionLoss(error)) throw error;
      log.warn({ err: error }, 'the database does not answer; asking again');
      await sleep(waitMs);
    }
  }
}

/** What Postgres says with one of the codes: it names the role or the database, and nothing that is in it. */
function messageOf(error: unknown, codes: ReadonlySet<string>): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && codes.has(code) ? error.message : messageOf(error.cause, codes);
}

function needsTenantRole(url: string): string {
  const role = decodeURIComponent(new URL(url).username) || 'the role of DATABASE_URL';
  return [
    `Can't start: ${role} may not make what the app needs in the database. Have an administrator run there:`,
    'create role endusers_tenant nologin;',
    `grant endusers_tenant to ${role}; grant create on database ${new URL(url).pathname.slice(1)} to ${role};`,
    `grant create on schema public to ${role};`,
  ].join(' ');
}
