// Rejects files that are not CSV, which it recognizes by how they begin, and tells the member how to get a CSV from them.
import { BadFileError } from '../../model/bad-file-error.ts';
import { binaryFormats } from './binary-formats.ts';
import { type Head, remedies } from './format.ts';
import { textFormats } from './text-formats.ts';

/** How many of the first bytes `rejectNonCsv` looks at: an archive tells only after a while what it contains. */
export const nonCsvHeadBytes = 64 * 1024;

/** In UTF-16 text with Latin letters, half of the bytes are NUL, all of them on the same side of the pairs. */
function looksLikeUtf16(head: Buffer): boolean {
  const nuls = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) nuls[at % 2]!++;
  return Math.max(...nuls) > head.length / 4 && Math.min(...nuls) < head.length / 100;
}

/** Throws `BadFileError` if the first bytes of a file are those of another format than CSV. */
export function rejectNonCsv(start: Buffer): void {
  const bytes = start.subarray(0, nonCsvHeadBytes);
  const head = { bytes, text: textOf(bytes) };
  const found = [...binaryFormats, ...textFormats].find(({ matches }) => matches(head));
  if (found) {
    const { code, name, remedy } = found;
    throw new BadFileError({ code, reason: `it is ${name}, not a CSV file`, remedy });
  }
  if (byteOrder(bytes) === null && looksLikeUtf16(bytes.subarray(0, 4096))) {
    throw new BadFileError({
      code: 'utf-16-unmarked',
      reason: 'it is UTF-16 text without a byte-order mark',
      remedy: remedies.spreadsheet,
    });
  }
}

function textOf(bytes: Buffer): Head['text'] {
  const order = byteOrder(bytes);
  const text = order ? new TextDecoder(order).decode(bytes) : bytes.toString('utf8');
  return text.replace(/^[\ufeff\s]+/, '');
}

function byteOrder(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}
