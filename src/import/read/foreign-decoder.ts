// Decodes text in an encoding other than Unicode. Lines that are UTF-8 all the same are read as UTF-8: files that were put
// together from two sources have both.
import { isAscii } from 'node:buffer';
import type { EncodingName } from '../../model/read-as.ts';
import type { LineCount } from './count-lines.ts';
import { createBytesDecoder } from './decode-bytes.ts';
import { type Decoder, noBytes, validText } from './decoder.ts';
import { languagesOf } from './letters-of-languages.ts';
import { createUtf8Judge } from './utf-8-judge.ts';

/** A line is held back until it ends, up to this many bytes. */
const maxHeldBytes = 64 * 1024;

// In bytes as Latin-1: a character of UTF-8.
const utf8Character = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/;

/** @param lines has counted the text before */
export function createForeignDecoder(encoding: EncodingName, lines: LineCount): Decoder {
  const decoder = createBytesDecoder(encoding);
  const hasLanguages = languagesOf(encoding).length > 0;
  let isUtf8Line: ((line: Buffer) => boolean) | null = null;
  let held: Buffer = noBytes;
  let first: 'UTF-8' | 'other' | null = null;
  let changesAt: number | null = null;

  function decodeLines(text: Buffer): Buffer {
    if (isAscii(text)) return decodeAs('other', text, false);
    // In the Asian encodings, two bytes of a character often look like a character of UTF-8.
    if (!hasLanguages || !utf8Character.test(text.toString('latin1'))) return decodeAs('other', text, true);
    const isUtf8 = isUtf8Line ?? createUtf8Judge(encoding);
    isUtf8Line = isUtf8;
    return Buffer.concat(
      [...splitLines(text)].map((line) =>
        isAscii(line)
          ? decodeAs('other', line, false)
          : decodeAs(isUtf8(line) ? 'UTF-8' : 'other', line, true),
      ),
    );
  }

  function decodeAs(how: 'UTF-8' | 'other', text: Buffer, tellsEncoding: boolean): Buffer {
    if (tellsEncoding) {
      first ??= how;
      if (first !== how) changesAt ??= lines.line();
    }
    lines.add(text);
    return how === 'UTF-8' ? text : Buffer.from(decoder.decode(text, true));
  }

  return {
    name: () => encoding,
    push(piece) {
      const bytes = held.length === 0 ? piece : Buffer.concat([held, piece]);
      const end = Math.max(bytes.lastIndexOf(0x0a), bytes.lastIndexOf(0x0d)) + 1;
      const cut = bytes.length - end > maxHeldBytes ? bytes.length : end;
      held = bytes.subarray(cut);
      return validText(cut === 0 ? noBytes : decodeLines(bytes.subarray(0, cut)));
    },
    end() {
      const last = held.length === 0 ? noBytes : decodeLines(held);
      held = noBytes;
      return validText(Buffer.concat([last, Buffer.from(decoder.decode(noBytes, false))]));
    },
    changesAt: () => changesAt,
  };
}

function* splitLines(text: Buffer): Generator<Buffer, void, undefined> {
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== 0x0a && text[at] !== 0x0d) continue;
    if (text[at] === 0x0d && text[at + 1] === 0x0a) at++;
    yield text.subarray(start, at + 1);
    start = at + 1;
  }
  if (start < text.length) yield text.subarray(start);
}
