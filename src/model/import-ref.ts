// Writes and reads the `import_ref` cells of problem files, which identify the row that a fixed row replaces.
import type { ImportRef } from './row.ts';

// With the L, a spreadsheet doesn't take it for a date, as it would `3-4`. References without the L are read too.
const pattern = /^(\d{1,15})-L?(\d{1,9})$/i;

/** `184-L7` */
export const writeImportRef = ({ importId, line }: ImportRef): string => `${importId}-L${line}`;

/** Returns `null` for any text that `writeImportRef` never writes. */
export function readImportRef(text: string): ImportRef | null {
  const match = pattern.exec(text.trim());
  return match && { importId: Number(match[1]), line: Number(match[2]) };
}
