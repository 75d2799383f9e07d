// Rewrites the CSV of Postgres' COPY as the files of the app have it: lines end in CRLF, and no cell is a formula.
//
// SQL that protects each cell takes Postgres four times as long as COPY of the bare values. Nearly all cells stay as COPY
// writes them, which one look at each byte tells; `writeCell` writes the others.
import { writeCell } from '../model/spreadsheet-safe.ts';

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const lineEnd = Buffer.from('\r\n');

/** What a byte does inside a cell. */
const kindInside = { harmless: 0, special: 1, end: 2 } as const;

/** What a cell grows to at most, with its separator: `;` and a line feed become `";"` and CRLF. */
const maxGrowth = 3;

export type CsvLines = { readonly text: Buffer; readonly rows: number };

/**
 * @param chunks of COPY's format csv, of any length
 * @returns for each chunk the whole lines up to its end, and their number
 */
export async function* rewriteCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<CsvLines, void, undefined> {
  const rewrite = createRewriter();
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const { end, ...lines } = rewrite(bytes);
    rest = bytes.subarray(end);
    if (lines.rows > 0) yield lines;
  }
}

/** The rewriter takes bytes from the start of a line, and says where the last whole line ends. */
function createRewriter(): (bytes: Buffer) => CsvLines & { readonly end: number } {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  /** Whether a cell that begins with the byte can stay as it is. Other characters than ASCII may be invisible. */
  const canBegin = Uint8Array.from({ length: 256 }, (_, byte) =>
    Number(staysBeforeFormula(ascii[byte] ?? '')),
  );
  const inside = Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte === comma || byte === lineFeed) return kindInside.end;
    return byte > 127 || staysBeforeFormula(`a${ascii[byte]}`) ? kindInside.harmless : kindInside.special;
  });

  // Reused, since it is three times as long as a chunk.
  let out = Buffer.alloc(0);
  return (bytes) => {
    const { length } = bytes;
    if (out.length < maxGrowth * length) out = Buffer.allocUnsafe(maxGrowth * length);
    let written = 0;
    /** Up to here, the bytes are in `out`. */
    let copied = 0;
    let lines = { end: 0, written: 0, rows: 0 };
    for (let at = 0; at < length; at++) {
      const start = at;
      const isQuoted = bytes[at] === quote;
      if (isQuoted) at++;
      let isSame = canBegin[bytes[at]!] === 1;
      if (isQuoted) {
        for (; at < length; at++) {
          const byte = bytes[at]!;
          if (byte === quote) {
            if (bytes[at + 1] !== quote) break;
            at++;
          } else if (byte !== comma && inside[byte] !== kindInside.harmless) isSame = false;
        }
        at++;
      } else {
        // Most empty cells are between two commas.
        if (inside[bytes[at]!] === kindInside.end) isSame = true;
        for (; at < length; at++) {
          const kind = inside[bytes[at]!]!;
          if (kind === kindInside.end) break;
          if (kind === kindInside.special) isSame = false;
        }
      }
      if (at >= length) break;
      if (!isSame) {
        written += bytes.copy(out, written, copied, start);
        const text = isQuoted
          ? bytes.toString('utf8', start + 1, at - 1).replaceAll('""', '"')
          : bytes.toString('utf8', start, at);
        written += out.write(writeCell(text), written);
        copied = at;
      }
      if (bytes[at] === lineFeed) {
        written += bytes.copy(out, written, copied, at);
        written += lineEnd.copy(out, written);
        copied = at + 1;
        lines = { end: copied, written, rows: lines.rows + 1 };
      }
    }
    return { text: Buffer.from(out.subarray(0, lines.written)), rows: lines.rows, end: lines.end };
  };
}

/** With a formula character at its end, since a text that spreadsheets skip is unchanged on its own. */
const staysBeforeFormula = (text: string): boolean => writeCell(`${text}=`) === `${text}=`;
