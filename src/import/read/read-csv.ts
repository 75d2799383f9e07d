// The door of the reading: from the bytes of an uploaded file to its header and checked rows, as a stream.
import { setImmediate } from 'node:timers/promises';
import { BadFileError } from '../../model/bad-file-error.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { CheckedRow } from '../../model/row.ts';
import { createRowCheck } from './check-row.ts';
import { decode, type Encoding } from './decode.ts';
import { createDelimiterCheck } from './delimiter-check.ts';
import { matchColumns } from './match-columns.ts';
import { meterBytes } from './meter-bytes.ts';
import { peekStream } from './peek-stream.ts';
import { type RawRow, readRows } from './read-rows.ts';
import { sniffBytes, sniffDialect } from './sniff-dialect.ts';

// Bounds the time of the checks where the rows are tiny and all wrong.
const rowsAtOnce = 200;

export type ReadOptions = {
  /** A larger file is refused. */
  readonly maxBytes: number;
};

export type CsvReading = {
  readonly header: MatchedHeader;
  /**
   * The rows in batches of up to 200, to be taken once; nothing is read ahead of the consumer. Throws
   * `WrongFile` where the file turns out to be wrong, and what the source throws. Leaving the loop ends the source.
   */
  readonly rows: AsyncIterable<readonly CheckedRow[]>;
  /** Bytes of the file that were read and rows that were handed on, so far. */
  progress(): { readonly bytes: number; readonly rows: number };
  /** SHA-256 of the file in hex; null as long as not all of it was read. */
  digest(): string | null;
  /** What the file was decoded as, and what separates its cells; the encoding is certain after the last row. */
  dialect(): { readonly encoding: Encoding; readonly delimiter: string };
  /** Ends the source; for a caller who doesn't want the rows. */
  close(): Promise<void>;
};

/** Resolves when the header and a first row were read. Throws `WrongFile` and what the source throws. */
export async function readCsv(
  source: AsyncIterable<Uint8Array>,
  { maxBytes }: ReadOptions,
): Promise<CsvReading> {
  const bytes = meterBytes(source, maxBytes);
  const text = decode(bytes.slices);
  try {
    const { head, all } = await peekStream(text.pieces, sniffBytes);
    const dialect = sniffDialect(head);
    const batches = readRows(all, dialect);
    const { header, first } = await takeHeader(batches);
    const checkDelimiter = createDelimiterCheck(dialect.delimiter, header.header.length);
    const check = createRowCheck(header);
    let count = 0;
    const close = async (): Promise<void> => {
      await batches.return();
      await bytes.slices.return();
    };

    async function* checkedRows(): AsyncGenerator<readonly CheckedRow[], void, undefined> {
      try {
        for (let batch: readonly RawRow[] | null = first; batch !== null; batch = await nextBatch(batches)) {
          for (let at = 0; at < batch.length; at += rowsAtOnce) {
            if (at > 0) await setImmediate();
            const raw = batch.slice(at, at + rowsAtOnce);
            raw.forEach(checkDelimiter);
            const rows = raw.map(check);
            count += rows.length;
            yield rows;
          }
        }
      } catch (error) {
        throw withColumns(error, header);
      } finally {
        await close();
      }
    }

    return {
      header,
      rows: checkedRows(),
      progress: () => ({ bytes: bytes.count(), rows: count }),
      digest: bytes.sha256,
      dialect: () => ({ encoding: text.encoding(), delimiter: dialect.delimiter }),
      close,
    };
  } catch (error) {
    await bytes.slices.return();
    throw error;
  }
}

async function nextBatch(batches: AsyncGenerator<readonly RawRow[]>): Promise<readonly RawRow[] | null> {
  const next = await batches.next();
  return next.done ? null : next.value;
}

async function takeHeader(
  batches: AsyncGenerator<readonly RawRow[]>,
): Promise<{ header: MatchedHeader; first: readonly RawRow[] }> {
  const [row, ...rest] = (await nextBatch(batches)) ?? [];
  if (!row) throw emptyFile();
  const header = matchColumns(row.cells, row.start.line);
  try {
    const first = rest.length > 0 ? rest : await nextBatch(batches);
    if (first === null) throw noRows();
    return { header, first };
  } catch (error) {
    throw withColumns(error, header);
  }
}

/** Adds what the header has, which tells whether the file is the bot's business. */
function withColumns(error: unknown, { columns }: MatchedHeader): unknown {
  if (!(error instanceof BadFileError)) return error;
  const { code, reason, remedy, line } = error;
  return new BadFileError({
    code,
    reason,
    remedy,
    ...(line === null ? {} : { line }),
    columns: columns.filter((column) => column !== null),
  });
}

const emptyFile = (): BadFileError =>
  new BadFileError({
    code: 'empty',
    reason: 'it is empty',
    remedy: 'Share a CSV file whose first row names the columns, with a row for each end user below it.',
  });

const noRows = (): BadFileError =>
  new BadFileError({
    code: 'no-rows',
    reason: 'there is no row below its header',
    remedy: 'Fill in a row for each end user and share the file again.',
  });
