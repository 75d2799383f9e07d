// Decodes UTF-8: passes valid bytes through, up to the first invalid one.
import { isUtf8 } from 'node:buffer';
import { type Decoder, noBytes, validText } from './decoder.ts';

export function createUtf8Decoder(): Decoder {
  let held: Buffer = noBytes;
  return {
    name: () => 'UTF-8',
    push(piece) {
      const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
      const cut = findCutSequence(bytes);
      const text = bytes.subarray(0, cut);
      held = bytes.subarray(cut);
      return isUtf8(text) ? validText(text) : { text: text.subarray(0, findInvalid(text)), isInvalid: true };
    },
    end: () => ({ text: noBytes, isInvalid: held.length > 0 }),
  };
}

/** Whether the bytes at `at` are a UTF-8 character; `open` if more bytes are needed to decide. */
export function isUtf8At(bytes: Buffer, at: number): 'yes' | 'no' | 'open' {
  const length = sequenceLength(bytes[at]!);
  if (length === 0) return 'no';
  if (at + length > bytes.length) return 'open';
  return isUtf8(bytes.subarray(at, at + length)) ? 'yes' : 'no';
}

/** The length of the sequence that starts with this byte; 0 if no sequence starts with it. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** The start of a sequence that is cut off at the end of `bytes`; `bytes.length` if no sequence is. */
function findCutSequence(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    const byte = bytes[at]!;
    if (byte >= 0xc0) return at + sequenceLength(byte) > bytes.length ? at : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

function findInvalid(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && isUtf8At(bytes, at) === 'yes') at += sequenceLength(bytes[at]!);
  return at;
}
