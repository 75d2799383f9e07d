// Recognizes the errors of a database that is temporarily unreachable.

/** Codes of postgres.js: the connection was lost, or could not be made in time. */
const DRIVER_CODES = /^CONNECT(ION_(CLOSED|DESTROYED|ENDED)|_TIMEOUT)$/;

/**
 * Codes of the server: connection exceptions, shutting down or starting up, too many connections, read-only standby
 * after a failover. See https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SERVER_CODES = /^(08...|57P0[1-5]|53300|25006)$/;

/**
 * Whether the database, not the work, is the reason for an error. True only for errors of a query: a refused connection
 * to any other host looks the same otherwise.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (DRIVER_CODES.test(code) || (error.name === 'PostgresError' && SERVER_CODES.test(code))) return true;
  // The driver adds the query to each error that a query met, also to errors of the operating system.
  if ('syscall' in error && 'query' in error && 'parameters' in error) return true;
  return isConnectionLoss(error.cause);
}

/** A connection that was in use: closed, or the server shut down or crashed. */
const IN_USE_CODES = /^(CONNECTION_CLOSED|ECONNRESET|EPIPE|57P0[12])$/;

/** Whether a lost connection was in use: then the work itself may be what crashes the database. */
export function brokeWhileInUse(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return IN_USE_CODES.test(codeOf(error)) || brokeWhileInUse(error.cause);
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');
