// Tells an error of a database that is away for a while from one that will come again.

/** Of postgres.js: the connection went, or could not be made in time. */
const OF_THE_DRIVER = /^CONNECT(ION_(CLOSED|DESTROYED|ENDED)|_TIMEOUT)$/;

/** Of the server: connection exceptions, shut down or starting up, too many connections, now a read-only standby. */
const OF_THE_SERVER = /^(08...|57P0[1-5]|53300|25006)$/;

/**
 * Whether the database, not the work, was the reason. True only for errors that came from a query: a refused
 * connection to any other host looks the same otherwise.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code && (OF_THE_DRIVER.test(code) || (error.name === 'PostgresError' && OF_THE_SERVER.test(code))))
    return true;
  // The driver notes on each error which query met it, also on the operating system's own.
  if (syscall && 'query' in error && 'parameters' in error) return true;
  return isConnectionLoss(error.cause);
}

/** A connection that was in use: closed, or the server shut down or crashed. */
const IN_USE = /^(CONNECTION_CLOSED|ECONNRESET|EPIPE|57P0[12])$/;

/** Of a connection loss: whether it may be the work itself that takes the database along. */
export function brokeWhileInUse(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && IN_USE.test(code)) || brokeWhileInUse(error.cause);
}
