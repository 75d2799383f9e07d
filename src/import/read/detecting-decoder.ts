// Decodes text without a byte-order mark: UTF-8 or Windows-1252, whichever its first non-ASCII bytes are.
import { isAscii } from 'node:buffer';
import { type Decoder, noBytes, validText } from './decoder.ts';
import { createUtf8Decoder, isUtf8At } from './utf-8-decoder.ts';
import { createWindows1252Decoder } from './windows-1252-decoder.ts';

export function createDetectingDecoder(): Decoder {
  let held: Buffer = noBytes;
  let detected: Decoder | null = null;
  return {
    name: () => detected?.name() ?? 'UTF-8',
    push(piece) {
      if (detected) return detected.push(piece);
      if (held.length === 0 && isAscii(piece)) return validText(piece);
      const bytes = Buffer.concat([held, piece]);
      const first = bytes.findIndex((byte) => byte >= 0x80);
      const answer = isUtf8At(bytes, first);
      if (answer === 'open') {
        held = bytes.subarray(first);
        return validText(bytes.subarray(0, first));
      }
      detected = answer === 'yes' ? createUtf8Decoder() : createWindows1252Decoder();
      return detected.push(bytes);
    },
    end() {
      if (detected || held.length === 0) return detected?.end() ?? validText(noBytes);
      detected = createWindows1252Decoder();
      return detected.push(held);
    },
  };
}
