// Converts the CSV that Postgres writes to RFC 4180: lines end in CRLF; line ends inside quotes stay as they are.

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What was written so far. `rows` includes the header. */
export type WrittenStats = { rows: number; nonAscii: boolean };

/** Yields one chunk for each chunk, and keeps `stats` up to date. */
export async function* toCrlf(
  chunks: AsyncIterable<Uint8Array>,
  stats: WrittenStats,
): AsyncGenerator<Buffer, void, undefined> {
  let isQuoted = false;
  for await (const chunk of chunks) {
    const written = Buffer.allocUnsafe(chunk.length * 2);
    let length = 0;
    for (const byte of chunk) {
      if (byte === quote) isQuoted = !isQuoted;
      else if (byte > 0x7f) stats.nonAscii = true;
      else if (byte === lineFeed && !isQuoted) {
        stats.rows++;
        written[length++] = carriageReturn;
      }
      written[length++] = byte;
    }
    yield written.subarray(0, length);
  }
}
