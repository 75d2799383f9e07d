// Brings the database to the schema of this version, as soon as it is there.
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config.ts';
import { isConnectionLoss } from '../db/connection-loss.ts';
import { DriverUnpatchedError } from '../db/database.ts';
import { migrate, UnsuitableDatabaseError } from '../db/migrate.ts';
import { findMissingRights, type MissingRights } from '../db/missing-rights.ts';
import { findServerLimits } from '../db/server-limits.ts';
import type { Log } from '../log.ts';

const waitMs = 2_000;

/** Postgres' codes for: this password, this name, or this database, no. */
const refusals = new Set(['28P01', '28000', '3D000']);

/** Of Node's codes (https://nodejs.org/api/tls.html#x509-certificate-error-codes) those that a server can cause. */
const certificateErrors = /CERT|_ISSUER_|LEAF_SIGNATURE|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/;

/** Not enough rights for a migration. */
const forbidden = new Set(['42501']);

/**
 * @param waitForMs how long a database is waited for that does not answer; by default until it does
 * @throws WrongConfig when the server refuses what the URL says, when it doesn't answer in time, and when the driver
 *   isn't the one that we need
 */
export async function prepareDatabase(url: string, log: Log, waitForMs = Infinity): Promise<void> {
  const until = performance.now() + waitForMs;
  for (;;) {
    try {
      await migrate(url);
      const limits = await findServerLimits(url);
      if (limits.length > 0) log.warn({ limits }, 'the database has limits that the app may run into');
      return;
    } catch (error) {
      const refusal = messageOf(error, refusals);
      if (error instanceof DriverUnpatchedError) throw new ConfigError(`Can't start. ${error.message}`);
      if (error instanceof UnsuitableDatabaseError) {
        throw new ConfigError(`Can't start: the database of DATABASE_URL ${error.message}.`);
      }
      const broken = brokenTls(error);
      if (broken)
        throw new ConfigError(`Can't start: ${broken} docs/operations.md has what sslmode asks for.`);
      if (refusal) throw new ConfigError(`Can't start: the database refuses DATABASE_URL (${refusal}).`);
      const said = messageOf(error, forbidden);
      if (said) throw new ConfigError(needs(await findMissingRights(url), said));
      if (!isConnectionLoss(error)) throw error;
      if (performance.now() > until) throw new ConfigError('The database of DATABASE_URL does not answer.');
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

/** What is the matter where no TLS connection comes about; null for anything else. */
function brokenTls(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (certificateErrors.test(code))
    return `the certificate of DATABASE_URL's server is not accepted (${code}).`;
  // Node says so of a handshake; of a connection that breaks later it names the call.
  if (code === 'ECONNRESET' && syscall === undefined) {
    return 'the server of DATABASE_URL ends the connection where TLS begins, as one without TLS does.';
  }
  return null;
}

/** @param said by Postgres, for what is none of the rights that we know of */
function needs({ role, otherOwner, statements }: MissingRights, said: string): string {
  if (otherOwner !== null) {
    return `Can't start: the app's tables belong to ${otherOwner}, not to ${role}. Restore the dump as ${role}, as docs/operations.md says, or connect as ${otherOwner}.`;
  }
  if (statements.length === 0) return `Can't start: the database refuses what the app needs (${said}).`;
  return `Can't start: ${role} may not make what the app needs in the database. Have an administrator run there: ${statements.join(' ')}`;
}
