// Migrates the database to the schema of this version. Waits for a database that doesn't answer yet.
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config.ts';
import { isConnectionLoss } from '../db/connection-loss.ts';
import { DriverUnpatchedError } from '../db/database.ts';
import { migrate, UnsuitableDatabaseError } from '../db/migrate.ts';
import { findMissingPrivileges, type MissingPrivileges } from '../db/missing-privileges.ts';
import { findServerLimits } from '../db/server-limits.ts';
import type { Log } from '../log.ts';

const retryPauseMs = 2_000;

/** Postgres' codes for a wrong password, an unknown or rejected role, and an unknown database. */
const loginErrors = new Set(['28P01', '28000', '3D000']);

/** Those of Node's codes (https://nodejs.org/api/tls.html#x509-certificate-error-codes) that a server can cause. */
const certificateErrors = /CERT|_ISSUER_|LEAF_SIGNATURE|^HOSTNAME_MISMATCH$|^INVALID_(CA|PURPOSE)$/;

/** Postgres' code for a missing privilege. */
const privilegeErrors = new Set(['42501']);

/**
 * @param waitForMs how long to wait for a database that doesn't answer, in ms; by default without a limit
 * @throws ConfigError when the server rejects the URL, doesn't answer in time, or lacks privileges or TLS, and when
 *   the database driver isn't patched
 */
export async function prepareDatabase(url: string, log: Log, waitForMs = Infinity): Promise<void> {
  const until = performance.now() + waitForMs;
  for (;;) {
    try {
      await migrate(url);
      const limits = await findServerLimits(url);
      if (limits.length > 0) log.warn({ limits }, 'the database has limits that large imports may exceed');
      return;
    } catch (error) {
      const reason = await permanentReason(error, url);
      if (reason !== null) throw new ConfigError(`Can't start: ${reason}`, { cause: error });
      if (!isConnectionLoss(error)) throw error;
      if (performance.now() > until) throw new ConfigError('The database in DATABASE_URL does not answer.');
      log.warn({ err: error }, 'the database does not answer, will retry');
      await sleep(retryPauseMs);
    }
  }
}

/** Why a retry won't help, as a sentence for the operator; null for any other error. */
async function permanentReason(error: unknown, url: string): Promise<string | null> {
  if (error instanceof DriverUnpatchedError) return error.message;
  if (error instanceof UnsuitableDatabaseError) return `the database in DATABASE_URL ${error.message}.`;
  const tlsReason = tlsError(error);
  if (tlsReason) return `${tlsReason} docs/operations.md explains sslmode.`;
  const rejection = messageOf(error, loginErrors);
  if (rejection) return `the database rejects DATABASE_URL (${rejection}).`;
  const denial = messageOf(error, privilegeErrors);
  return denial ? privilegeAdvice(await findMissingPrivileges(url), denial) : null;
}

/** Postgres' message if it has one of the codes. It names the role or the database, never data. */
function messageOf(error: unknown, codes: ReadonlySet<string>): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && codes.has(code) ? error.message : messageOf(error.cause, codes);
}

/** Why no TLS connection could be made; null for any other error. */
function tlsError(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (certificateErrors.test(code))
    return `the certificate of the server in DATABASE_URL is not accepted (${code}).`;
  // Only a handshake that fails has no `syscall`; a connection that breaks later has one.
  if (code === 'ECONNRESET' && syscall === undefined) {
    return 'the server in DATABASE_URL closes the connection when TLS begins, as a server without TLS does.';
  }
  return null;
}

/** @param denial Postgres' message, for a missing privilege that `findMissingRights` doesn't know */
function privilegeAdvice({ role, otherOwner, statements }: MissingPrivileges, denial: string): string {
  if (otherOwner !== null) {
    return `the app's tables belong to ${otherOwner}, not to ${role}. Restore the dump as ${role} (see docs/operations.md), or connect as ${otherOwner}.`;
  }
  if (statements.length === 0) return `the database denies what the app needs (${denial}).`;
  return `the role ${role} lacks privileges. Ask an administrator to run this in the database: ${statements.join(' ')}`;
}
