// Headers are compared without what doesn't matter.
/**
 * Returns the letters and digits in lower case and without accents, so that case, spaces, `_`, `-`, a byte-order mark, and
 * the like don't matter.
 */
export function normalizeHeader(header: string): string {
  return header
    .toLowerCase()
    .replace(/ß/gu, 'ss')
    .replace(/ł/gu, 'l')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
