// Decodes text without a byte-order mark: as UTF-8, or in the encoding that is guessed from its first non-ASCII text.
import { isAscii, isUtf8 } from 'node:buffer';
import { createLineCount } from './count-lines.ts';
import { type Decoded, type Decoder, noBytes, validText } from './decoder.ts';
import { createForeignDecoder } from './foreign-decoder.ts';
import { guessEncoding } from './guess-encoding.ts';
import { createUtf8Decoder, isUtf8At } from './utf-8-decoder.ts';

/** How much text, from the first non-ASCII byte on, decides about the encoding, and how much before it shows its word. */
const deciding = { bytes: 64 * 1024, before: 64 } as const;

export function createDetectingDecoder(): Decoder {
  const lines = createLineCount();
  let held: Buffer[] = [];
  /** From the first non-ASCII byte on. */
  let heldBytes = 0;
  let before: Buffer = noBytes;
  let detected: Decoder | null = null;

  function decide(): Decoded {
    const bytes = Buffer.concat(held);
    held = [];
    // The same bytes, however the file is cut into pieces.
    const start = bytes.length - heldBytes;
    const text = bytes.subarray(start, start + deciding.bytes);
    const sample = Buffer.concat([lastBytes(Buffer.concat([before, bytes.subarray(0, start)])), text]);
    detected = isMostlyUtf8(text)
      ? createUtf8Decoder()
      : createForeignDecoder(guessEncoding(linesOutsideUtf8(sample)), lines);
    return detected.push(bytes);
  }

  return {
    name: () => detected?.name() ?? 'UTF-8',
    changesAt: () => detected?.changesAt?.() ?? null,
    push(piece) {
      if (detected) return detected.push(piece);
      if (held.length === 0 && isAscii(piece)) {
        lines.add(piece);
        before = lastBytes(Buffer.concat([before, lastBytes(piece)]));
        return validText(piece);
      }
      heldBytes += held.length === 0 ? piece.length - piece.findIndex((byte) => byte >= 0x80) : piece.length;
      held.push(piece);
      return heldBytes < deciding.bytes ? validText(noBytes) : decide();
    },
    end() {
      if (detected) return detected.end();
      if (held.length === 0) return validText(noBytes);
      const { text, isInvalid } = decide();
      const last = detected!.end();
      return isInvalid ? { text, isInvalid } : { ...last, text: Buffer.concat([text, last.text]) };
    },
  };
}

const lastBytes = (bytes: Buffer): Buffer => bytes.subarray(Math.max(0, bytes.length - deciding.before));

/**
 * Whether the text is UTF-8, perhaps with a few bytes that are not: it begins as UTF-8, and half of what is not ASCII are
 * characters of UTF-8. By chance, a single one occurs in other encodings as well.
 */
function isMostlyUtf8(bytes: Buffer): boolean {
  let isFirst = true;
  let balance = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    const answer = isUtf8At(bytes, at);
    // A character that is cut off at the end: the next piece has the rest.
    if (answer === 'open' && !isFirst) break;
    if (isFirst && answer !== 'yes') return false;
    isFirst = false;
    balance += answer === 'yes' ? 1 : -1;
    if (answer === 'yes') while ((bytes[at + 1]! & 0xc0) === 0x80) at++;
  }
  return balance >= 0;
}

/** The lines that tell the encoding. From ASCII nothing is learned; in a file of two encodings, UTF-8 would mislead. */
function linesOutsideUtf8(bytes: Buffer): Buffer {
  const lines = bytes.toString('latin1').split(/(?<=\n|\r(?!\n))/);
  const other = lines.filter((line) => !isUtf8(Buffer.from(line, 'latin1')));
  return Buffer.from(other.join(''), 'latin1');
}
