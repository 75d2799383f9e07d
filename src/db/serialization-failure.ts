// Recognizes the errors of a transaction that conflicted with a concurrent one.

/** Serialization failure and deadlock: the other transaction continued, this one was rolled back and can be retried. */
const codes = new Set(['40001', '40P01']);

/** Whether the transaction failed only because another one was faster. */
export function isSerializationFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isConflict = error.name === 'PostgresError' && 'code' in error && codes.has(String(error.code));
  return isConflict || isSerializationFailure(error.cause);
}
