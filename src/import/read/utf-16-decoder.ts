// Decodes UTF-16 of either byte order, up to the first half of a surrogate pair that stands alone.
import { type Decoder, noBytes, validText } from './decoder.ts';

export function createUtf16Decoder(order: 'LE' | 'BE'): Decoder {
  let held: Buffer = noBytes;
  return {
    name: () => 'UTF-16',
    push(piece) {
      // A copy, since the bytes are swapped in place.
      const bytes = Buffer.concat([held, piece]);
      const even = bytes.length - (bytes.length % 2);
      const units = bytes.subarray(0, even);
      if (order === 'BE') units.swap16();
      const text = units.toString('utf16le');
      const last = text.charCodeAt(text.length - 1);
      const cut = last >= 0xd800 && last <= 0xdbff ? even - 2 : even;
      if (order === 'BE') units.subarray(cut).swap16();
      held = bytes.subarray(cut);
      const characters = text.slice(0, cut / 2);
      const lone = characters.search(/\p{Surrogate}/u);
      if (lone === -1) return validText(Buffer.from(characters));
      return { text: Buffer.from(characters.slice(0, lone)), isInvalid: true };
    },
    end: () => ({ text: noBytes, isInvalid: held.length > 0 }),
  };
}
