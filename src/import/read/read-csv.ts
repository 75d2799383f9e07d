// Entry point of the reader: turns the bytes of an uploaded file into its header and a stream of checked rows.
import { setImmediate } from 'node:timers/promises';
import { BadFileError } from '../../model/bad-file-error.ts';
import type { ChosenColumns } from '../../model/chosen-columns.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Letters, ReadAs } from '../../model/read-as.ts';
import type { CheckedRow, ImportRef } from '../../model/row.ts';
import { currentFormulaRule, type FormulaRule } from '../../model/spreadsheet-safe.ts';
import { createRowCheck, findFirstRef } from './check-row.ts';
import { decode } from './decode.ts';
import { type Encoding, isUnicode } from './decoder.ts';
import { createDelimiterCheck } from './delimiter-check.ts';
import { createLetterSample } from './letter-sample.ts';
import { meterBytes } from './meter-bytes.ts';
import { peekStream } from './peek-stream.ts';
import { addColumns, nextBatch, noRowsError, readHeader } from './read-header.ts';
import { type RawRow, readRows } from './read-rows.ts';
import { createReadingFacts } from './reading-facts.ts';
import { createShapeCheck } from './row-shape.ts';
import { sniffBytes, sniffDialect } from './sniff-dialect.ts';

// Limits how long the checks block the process if the rows are tiny and all of them are wrong.
const batchSize = 200;

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

export type CsvReading = {
  /** The header, with what is known about the rows so far; final after the last row. */
  header(): MatchedHeader;
  /**
   * The rows, in batches of up to 200. Can be iterated once; never reads ahead of the consumer. Throws `BadFileError` if
   * the file turns out to be bad, and any error of the source. Leaving the loop closes the source.
   */
  readonly rows: AsyncIterable<readonly CheckedRow[]>;
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
    const batches = readRows(all, dialect);
    const { header, first } = await readHeader(batches, dialect, async (cells) => {
      if (readAs.columns) return { columns: readAs.columns, isRemembered: false };
      const columns = await findColumns(cells);
      return columns && { columns, isRemembered: true };
    });
    const checkDelimiter = createDelimiterCheck(dialect.delimiter, header);
    const shapeOf = createShapeCheck(header, first);
    const formulaRule = await findFormulaRule(findFirstRef(header, first));
    const rowCheck = createRowCheck(header, formulaRule, dialect.delimiter);
    const seen = createReadingFacts(header, rowCheck.differs);
    const sample = createLetterSample();
    let count = 0;
    // Also those that are skipped.
    let seenRows = 0;
    const close = async (): Promise<void> => {
      await batches.return();
      await bytes.slices.return();
    };

    async function* checkedRows(): AsyncGenerator<readonly CheckedRow[], void, undefined> {
      try {
        for (let batch: readonly RawRow[] | null = first; batch !== null; batch = await nextBatch(batches)) {
          for (let at = 0; at < batch.length; at += batchSize) {
            if (at > 0) await setImmediate();
            const raw = batch.slice(at, at + batchSize);
            raw.forEach(checkDelimiter);
            if (!isUnicode(text.encoding())) sample.add(raw, text.changesAt());
            const rows: CheckedRow[] = [];
            for (const row of raw) {
              const shape = shapeOf(row);
              seen.note(row, shape);
              if (shape !== 'skip') rows.push(rowCheck.check(row, shape));
            }
            count += rows.length;
            seenRows += raw.length;
            if (seenRows > maxRows) throw tooManyRowsError(maxRows);
            yield rows;
          }
        }
        // All of them were skipped.
        if (count === 0) throw noRowsError();
      } catch (error) {
        throw addColumns(error, header);
      } finally {
        await close();
      }
    }

    function letters(): Letters | null {
      const encoding = text.encoding();
      return isUnicode(encoding) ? null : { encoding, sample: sample.cells(), changesAt: text.changesAt() };
    }

    return {
      header: seen.header,
      letters,
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

const tooManyRowsError = (maxRows: number): BadFileError =>
  new BadFileError({
    code: 'too-many-rows',
    reason: `it has more than ${maxRows.toLocaleString('en-US')} rows`,
    remedy: 'Split it into several files, each with the header row, and share those.',
  });
