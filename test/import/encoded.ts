// Writes text in any encoding that the reader knows. Node.js only reads them, so this inverts its decoder.
import { createBytesDecoder } from '../../src/import/read/decode-bytes.ts';
import type { EncodingName } from '../../src/model/read-as.ts';

const tables = new Map<EncodingName, ReadonlyMap<string, readonly number[]>>();

export function encoded(encoding: EncodingName, text: string): Buffer {
  const table = tables.get(encoding) ?? invert(encoding);
  tables.set(encoding, table);
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}

function invert(encoding: EncodingName): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const decoder = createBytesDecoder(encoding);
  const enter = (...bytes: number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes), false);
    if ([...text].length === 1 && text !== '\ufffd') table.set(text, bytes);
  };
  for (let lead = 0xfe; lead >= 0x80; lead--)
    for (let trail = 0xfe; trail >= 0x40; trail--) enter(lead, trail);
  for (let byte = 0xff; byte >= 0; byte--) enter(byte);
  return table;
}
