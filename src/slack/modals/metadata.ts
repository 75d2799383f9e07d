// What a form remembers, in its private metadata: ids only, for it comes back through the member's client.

export const writeIds = (...numbers: readonly number[]): string => numbers.join('.');

/** Whole numbers, none where there are others than `writeNumbers` writes. */
export function readIds(text: string): number[] {
  return /^\d{1,15}(\.\d{1,15})*$/.test(text) ? text.split('.').map(Number) : [];
}
