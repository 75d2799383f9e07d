// Decodes Windows-1252, up to the first of the five bytes that mean nothing in it.
import { type Decoder, noBytes, validText } from './decoder.ts';

// The characters of the bytes 0x80 to 0x9F; a space stands for the five that mean nothing. TextDecoder is no
// alternative: that of Node 20.18.3 to 20.20 and 22.13 to 24 reads this range as Latin-1 (nodejs/node#56542).
const special = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

export const createWindows1252Decoder = (): Decoder => ({
  name: () => 'Windows-1252',
  push(piece) {
    const latin = piece.toString('latin1');
    const invalidAt = latin.search(/[\x81\x8d\x8f\x90\x9d]/);
    const readable = invalidAt === -1 ? latin : latin.slice(0, invalidAt);
    const text = readable.replace(/[\x80-\x9f]/g, (byte) => special[byte.charCodeAt(0) - 0x80]!);
    return { text: Buffer.from(text), isInvalid: invalidAt !== -1 };
  },
  end: () => validText(noBytes),
});
