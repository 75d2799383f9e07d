// Tells an error of a transaction that met another one.

/** Serialization failure and deadlock: the other one went on, this one was rolled back and may be tried again. */
const codes = new Set(['40001', '40P01']);

/** Whether the transaction failed only because another one was faster. */
export function isSerializationFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'PostgresError' && codes.has(String((error as NodeJS.ErrnoException).code))) return true;
  return isSerializationFailure(error.cause);
}
