// Reads the binary format of COPY for a query with one column of text.
//
// The format (https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-BINARY-FORMAT): a header of 19 bytes and the
// length of its extension; then for each row the number of its columns as a 16-bit integer, the length of the value in
// bytes as a 32-bit integer, and the value; then -1 as a 16-bit integer.

const headerBytes = 19;
const lengthBytes = 6;

/**
 * Joins the texts of the rows that arrive together.
 * @param chunks of any length
 * @returns for each chunk the whole texts up to its end, and their number
 */
export async function* readCopiedTexts(
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<{ readonly text: Buffer; readonly rows: number }, void, undefined> {
  let rest: Buffer = Buffer.alloc(0);
  let isHeaderRead = false;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    if (!isHeaderRead) {
      if (bytes.length < headerBytes) {
        rest = bytes;
        continue;
      }
      at = headerBytes;
      isHeaderRead = true;
    }
    const texts: Buffer[] = [];
    while (at + lengthBytes <= bytes.length) {
      const end = at + lengthBytes + bytes.readInt32BE(at + 2);
      if (end > bytes.length) break;
      texts.push(bytes.subarray(at + lengthBytes, end));
      at = end;
    }
    rest = bytes.subarray(at);
    if (texts.length > 0) yield { text: Buffer.concat(texts), rows: texts.length };
  }
}
