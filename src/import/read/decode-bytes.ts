// Decodes bytes of an encoding other than Unicode, piece by piece. What means nothing in it becomes U+FFFD.
import type { EncodingName } from '../../model/read-as.ts';

/** Holds back a character that is split between two pieces, until `decode` is called without `hasMore`. */
export type BytesDecoder = { decode(bytes: Uint8Array, hasMore: boolean): string };

// The characters of the bytes 0x80 to 0x9F; U+FFFD stands for the five that mean nothing. TextDecoder is no alternative:
// that of Node 20.18.3 to 20.20 and 22.13 to 24 reads this range as Latin-1 (nodejs/node#56542).
const special = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

const windows1252: BytesDecoder = {
  decode: (bytes) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      .toString('latin1')
      .replace(/[\x80-\x9f]/g, (byte) => special[byte.charCodeAt(0) - 0x80]!),
};

export function createBytesDecoder(encoding: EncodingName): BytesDecoder {
  if (encoding === 'Windows-1252') return windows1252;
  const decoder = new TextDecoder(encoding);
  return {
    // TextDecoder turns bytes that mean nothing into control characters, as its standard wants.
    decode: (bytes, hasMore) => decoder.decode(bytes, { stream: hasMore }).replace(/[\x80-\x9f]/g, '\ufffd'),
  };
}
