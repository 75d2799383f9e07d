// From the bytes of one encoding to UTF-8, piece by piece; a character split between two pieces is held back.
import { isAscii, isUtf8 } from 'node:buffer';

export type Decoded = {
  readonly text: Buffer;
  /** True when the bytes after `text` are none of this encoding. */
  readonly wrong: boolean;
};

export type Decoder = {
  /** As far as it is known. */
  name(): 'UTF-8' | 'UTF-16' | 'Windows-1252';
  push(bytes: Buffer): Decoded;
  /** What was held back. */
  end(): Decoded;
};

const nothing = Buffer.alloc(0);
const whole = (text: Buffer): Decoded => ({ text, wrong: false });

/** Length that the sequence beginning with this byte should have; 0 where none begins with it. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** Whether the bytes at `at` are a character of UTF-8; `open` when more bytes are needed to tell. */
function utf8At(bytes: Buffer, at: number): 'yes' | 'no' | 'open' {
  const length = sequenceLength(bytes[at]!);
  if (length === 0) return 'no';
  if (at + length > bytes.length) return 'open';
  return isUtf8(bytes.subarray(at, at + length)) ? 'yes' : 'no';
}

/** Where a sequence begins that the end of `bytes` cuts off; `bytes.length` when none does. */
function cutSequence(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    const byte = bytes[at]!;
    if (byte >= 0xc0) return at + sequenceLength(byte) > bytes.length ? at : bytes.length;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

function firstWrong(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && utf8At(bytes, at) === 'yes') at += sequenceLength(bytes[at]!);
  return at;
}

export function createUtf8Decoder(): Decoder {
  let held: Buffer = nothing;
  return {
    name: () => 'UTF-8',
    push(piece) {
      const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
      const cut = cutSequence(bytes);
      const text = bytes.subarray(0, cut);
      held = bytes.subarray(cut);
      return isUtf8(text) ? whole(text) : { text: text.subarray(0, firstWrong(text)), wrong: true };
    },
    end: () => ({ text: nothing, wrong: held.length > 0 }),
  };
}

export function createUtf16Decoder(order: 'LE' | 'BE'): Decoder {
  let held: Buffer = nothing;
  return {
    name: () => 'UTF-16',
    push(piece) {
      // A copy, because the bytes are swapped in place.
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
      if (lone === -1) return whole(Buffer.from(characters));
      return { text: Buffer.from(characters.slice(0, lone)), wrong: true };
    },
    end: () => ({ text: nothing, wrong: held.length > 0 }),
  };
}

// Bytes 0x80 to 0x9F; a space stands for the five that mean nothing. Not TextDecoder: that of Node 20.18.3 to
// 20.20 and 22.13 to 24 reads this range as Latin-1 (nodejs/node#56542).
const special = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

export const createWindows1252Decoder = (): Decoder => ({
  name: () => 'Windows-1252',
  push(piece) {
    const latin = piece.toString('latin1');
    const wrongAt = latin.search(/[\x81\x8d\x8f\x90\x9d]/);
    const readable = wrongAt === -1 ? latin : latin.slice(0, wrongAt);
    const text = readable.replace(/[\x80-\x9f]/g, (byte) => special[byte.charCodeAt(0) - 0x80]!);
    return { text: Buffer.from(text), wrong: wrongAt !== -1 };
  },
  end: () => whole(nothing),
});

/** Open as long as all is ASCII, decided by the first sequence that isn't. */
export function createUtf8OrWindows1252Decoder(): Decoder {
  let held: Buffer = nothing;
  let decided: Decoder | null = null;
  return {
    name: () => decided?.name() ?? 'UTF-8',
    push(piece) {
      if (decided) return decided.push(piece);
      if (held.length === 0 && isAscii(piece)) return whole(piece);
      const bytes = Buffer.concat([held, piece]);
      const first = bytes.findIndex((byte) => byte >= 0x80);
      const answer = utf8At(bytes, first);
      if (answer === 'open') {
        held = bytes.subarray(first);
        return whole(bytes.subarray(0, first));
      }
      decided = answer === 'yes' ? createUtf8Decoder() : createWindows1252Decoder();
      return decided.push(bytes);
    },
    end() {
      if (decided || held.length === 0) return decided?.end() ?? whole(nothing);
      decided = createWindows1252Decoder();
      return decided.push(held);
    },
  };
}
