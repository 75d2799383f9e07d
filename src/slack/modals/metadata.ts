// Reads and writes the private metadata of a form: only ids, because it comes back through the member's client.

export const writeIds = (...numbers: readonly number[]): string => numbers.join('.');

/** Reads what `writeIds` wrote; empty for any other text. */
export function readIds(text: string): number[] {
  return /^\d{1,15}(\.\d{1,15})*$/.test(text) ? text.split('.').map(Number) : [];
}
