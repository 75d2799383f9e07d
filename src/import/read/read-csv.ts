// Entry point of the reader: turns the bytes of an uploaded file into its header and a stream of checked rows.
import { setImmediate } from 'node:timers/promises';
import { BadFileError } from '../../model/bad-file-error.ts';
import type { ChosenColumns } from '../../model/chosen-columns.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Letters, ReadAs } from '../../model/read-as.ts';
import type { CheckedRow, ImportRef } from '../../model/row.ts';
import { currentFormulaRule, type FormulaRule, unprotectCell } from '../../model/spreadsheet-safe.ts';
import { createRowCheck, findFirstRef } from './check-row.ts';
import { layOutColumns } from './column-layout.ts';
import { appendText, type CopyBuffer, createCopyBuffer, takeBytes } from './copy-buffer.ts';
import { type EncodeRow, findCopyForm } from './copy-form.ts';
import { decode } from './decode.ts';
import { type Encoding, isUnicode } from './decoder.ts';
import { createDelimiterCheck } from './delimiter-check.ts';
import { createLetterSample } from './letter-sample.ts';
import { meterBytes } from './meter-bytes.ts';
import { peekStream } from './peek-stream.ts';
import { findPlainColumns } from './plain-columns.ts';
import { createPlainReader, type PlainReader } from './plain-rows.ts';
import { addColumns, nextBatch, noRowsError, readHeader } from './read-header.ts';
import { type RawRow, readRows } from './read-rows.ts';
import { createReadingFacts } from './reading-facts.ts';
import { createShapeCheck } from './row-shape.ts';
import { sniffBytes, sniffDialect } from './sniff-dialect.ts';

// Limits how long the checks block the process if the rows are tiny and all of them are wrong.
const batchSize = 200;

/** About how much text for COPY is written at once. */
const chunkBytes = 128 * 1024;

export type ReadOptions = {
  /** A larger file is rejected. */
  readonly maxBytes: number;
  /** A file with more rows below the header is rejected, as soon as that many were read. Default: no limit. */
  readonly maxRows?: number;
  /**
   * Finds the rule by which formulas were kept out of the file, from the `import_ref` of its first row, if it has one.
   * Default: the current rule.
   */
  readonly findFormulaRule?: (ref: ImportRef | null) => Promise<FormulaRule>;
  /** What a member chose in place of the guesses. Default: nothing. */
  readonly readAs?: ReadAs;
  /** Finds what members chose for the columns of an earlier file with this header. Default: nothing. */
  readonly findColumns?: (header: readonly string[]) => Promise<ChosenColumns | null>;
};

/** Whole rows, one after another as in the file. */
export type EncodedRows = { readonly text: Buffer; readonly rows: number };

export type CsvReading = {
  /** The header, with what is known about the rows so far; final after the last row. */
  header(): MatchedHeader;
  /**
   * The rows, in batches of up to 200. Can be iterated once; never reads ahead of the consumer. Throws `BadFileError` if
   * the file turns out to be bad, and any error of the source. Leaving the loop closes the source.
   */
  readonly rows: AsyncIterable<readonly CheckedRow[]>;
  /**
   * The same rows as text for COPY, written by `encode`: instead of `rows`. Nearly all of them go from bytes to that text
   * without a detour.
   */
  encoded(encode: EncodeRow): AsyncIterable<EncodedRows>;
  /** The number of bytes read and of rows yielded so far. */
  progress(): { readonly bytes: number; readonly rows: number };
  /** The SHA-256 of the file in hex; `null` until the whole file was read. */
  digest(): string | null;
  /** How the file is decoded and split into cells. The encoding is final after the last row. */
  dialect(): { readonly encoding: Encoding; readonly delimiter: string };
  /** How letters were read in a file that is not Unicode; `null` for the others. Final after the last row. */
  letters(): Letters | null;
  /** Closes the source, for a caller that doesn't read the rows. */
  close(): Promise<void>;
};

/**
 * Resolves once the header and a first row were read. Throws `BadFileError` and any error of the source.
 */
export async function readCsv(
  source: AsyncIterable<Uint8Array>,
  {
    maxBytes,
    maxRows = Infinity,
    findFormulaRule = async () => currentFormulaRule,
    readAs = {},
    findColumns = async () => null,
  }: ReadOptions,
): Promise<CsvReading> {
  const bytes = meterBytes(source, maxBytes);
  const text = decode(bytes.slices, readAs.encoding);
  try {
    const { head, all } = await peekStream(text.pieces, sniffBytes);
    const dialect = sniffDialect(head);
    const { batches, leavePlainRowsTo } = readRows(all, dialect);
    const { header, first } = await readHeader(batches, dialect, async (cells) => {
      if (readAs.columns) return { columns: readAs.columns, isRemembered: false };
      const columns = await findColumns(cells);
      return columns && { columns, isRemembered: true };
    });
    const checkDelimiter = createDelimiterCheck(dialect.delimiter, header);
    const shape = createShapeCheck(header, first);
    const formulaRule = await findFormulaRule(findFirstRef(header, first));
    const rowCheck = createRowCheck(header, formulaRule, dialect.delimiter);
    const seen = createReadingFacts(header, rowCheck.differs);
    const sample = createLetterSample();
    let count = 0;
    // Also those that are skipped.
    let seenRows = 0;
    let plain: PlainReader | null = null;
    let plainRows = 0;
    const close = async (): Promise<void> => {
      await batches.return();
      await bytes.slices.return();
    };

    function countRows(all: number, kept: number): void {
      seenRows += all;
      if (seenRows > maxRows) throw tooManyRowsError(maxRows);
      count += kept;
    }

    function countPlainRows(): void {
      const more = (plain?.rows() ?? 0) - plainRows;
      plainRows += more;
      countRows(more, more);
    }

    function check(raw: readonly RawRow[]): readonly CheckedRow[] {
      raw.forEach(checkDelimiter);
      if (!isUnicode(text.encoding())) sample.add(raw, text.changesAt());
      const rows: CheckedRow[] = [];
      for (const row of raw) {
        const rowShape = shape.of(row);
        seen.note(row, rowShape);
        if (rowShape !== 'skip') rows.push(rowCheck.check(row, rowShape));
      }
      countRows(raw.length, rows.length);
      return rows;
    }

    /** The rows that are not left to the reader of plain rows. An empty batch marks the end of a piece of the text. */
    async function* checkedRows(): AsyncGenerator<readonly CheckedRow[], void, undefined> {
      try {
        for (let batch: readonly RawRow[] | null = first; batch !== null; batch = await nextBatch(batches)) {
          countPlainRows();
          for (let at = 0; at < batch.length; at += batchSize) {
            if (at > 0) await setImmediate();
            yield check(batch.slice(at, at + batchSize));
          }
          if (batch.length === 0) yield [];
        }
        // All of them were skipped.
        if (count === 0) throw noRowsError();
      } catch (error) {
        throw addColumns(error, header);
      } finally {
        await close();
      }
    }

    async function* encoded(encode: EncodeRow): AsyncGenerator<EncodedRows, void, undefined> {
      const buffer = createCopyBuffer(chunkBytes);
      plain = dialect.isWhole ? null : readPlainRows(encode, buffer);
      if (plain) leavePlainRowsTo(plain);
      let yielded = 0;
      const take = (): EncodedRows => {
        const rows = count - yielded;
        yielded = count;
        return { text: takeBytes(buffer, chunkBytes), rows };
      };
      for await (const rows of checkedRows()) {
        for (const row of rows) appendText(buffer, encode(row));
        if (buffer.length >= chunkBytes / 2) yield take();
      }
      if (buffer.length > 0) yield take();
    }

    function readPlainRows(encode: EncodeRow, buffer: CopyBuffer): PlainReader | null {
      const columns = dialect.padding === null ? findPlainColumns(layOutColumns(header)) : null;
      const form =
        columns &&
        findCopyForm(
          encode,
          columns.flatMap(({ to }) => (to === -1 ? [] : [to])),
        );
      return (
        form &&
        createPlainReader({
          columns: columns!,
          form,
          delimiter: dialect.delimiter,
          unprotect: (cell) => unprotectCell(cell, formulaRule),
          shape,
          buffer,
          needsLetters: () => !isUnicode(text.encoding()) && !sample.isFull(text.changesAt()),
        })
      );
    }

    function letters(): Letters | null {
      const encoding = text.encoding();
      return isUnicode(encoding) ? null : { encoding, sample: sample.cells(), changesAt: text.changesAt() };
    }

    return {
      header: seen.header,
      letters,
      rows: checkedRows(),
      encoded,
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

const tooManyRowsError = (maxRows: number): BadFileError =>
  new BadFileError({
    code: 'too-many-rows',
    reason: `it has more than ${maxRows.toLocaleString('en-US')} rows`,
    remedy: 'Split it into several files, each with the header row, and share those.',
  });
