// Writes and reads the `import_ref` cells of problem files, which identify the row that a fixed row replaces.
import { createHash } from 'node:crypto';
import type { ImportRef } from './row.ts';

// With the L, a spreadsheet doesn't take it for a date, as it would `3-4`. References without the L are read too.
const pattern = /^(\d{1,15})-L?(\d{1,9})(?:-[0-9a-f]{8})?$/i;

/** `184-L7`, or `184-L7-5f0c9a1e` with the digest of the row's cells. */
export const writeImportRef = ({ importId, line }: ImportRef, digest?: string): string =>
  `${importId}-L${line}${digest === undefined ? '' : `-${digest}`}`;

/** Returns `null` for any text that `writeImportRef` never writes. */
export function readImportRef(text: string): ImportRef | null {
  const match = pattern.exec(text.trim());
  return match && { importId: Number(match[1]), line: Number(match[2]) };
}

/** The digest in a text that `readImportRef` reads; `null` if it has none. */
export const readRefDigest = (text: string): string | null =>
  /-([0-9a-f]{8})\s*$/i.exec(text)?.[1]?.toLowerCase() ?? null;

/**
 * The digest of a row's cells, without empty ones at the end. It tells whether a row was fixed whose problem can't be seen
 * in its cells, such as a broken quote.
 */
export function digestCells(cells: readonly string[]): string {
  const filled = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  return createHash('sha256').update(JSON.stringify(filled)).digest('hex').slice(0, 8);
}
