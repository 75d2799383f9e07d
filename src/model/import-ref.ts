// The reference in a problem file to the row that is mended: written, and read again.
import type { ImportRef } from './row.ts';

// With the L it is nothing that a spreadsheet takes for a date, as it would `3-4`. Read without it too.
const pattern = /^(\d{1,15})-L?(\d{1,9})$/i;

/** `184-L7` */
export const writeImportRef = ({ importId, line }: ImportRef): string => `${importId}-L${line}`;

/** Null for what no problem file of ours holds. */
export function readImportRef(text: string): ImportRef | null {
  const match = pattern.exec(text.trim());
  return match && { importId: Number(match[1]), line: Number(match[2]) };
}
