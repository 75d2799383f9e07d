// Postgres' CSV as RFC 4180 has it: lines end in CRLF; line ends inside of quotes stay as they are.

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What was seen on the way. `rows` counts the header too. */
export type WrittenStats = { rows: number; nonAscii: boolean };

/** Passes the bytes on, a chunk for a chunk, and keeps `seen` up to date. */
export async function* toCrlf(
  chunks: AsyncIterable<Uint8Array>,
  seen: WrittenStats,
): AsyncGenerator<Buffer, void, undefined> {
  let quoted = false;
  for await (const chunk of chunks) {
    const written = Buffer.allocUnsafe(chunk.length * 2);
    let length = 0;
    for (const byte of chunk) {
      if (byte === quote) quoted = !quoted;
      else if (byte > 0x7f) seen.nonAscii = true;
      else if (byte === lineFeed && !quoted) {
        seen.rows++;
        written[length++] = carriageReturn;
      }
      written[length++] = byte;
    }
    yield written.subarray(0, length);
  }
}
