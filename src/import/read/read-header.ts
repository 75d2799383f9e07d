// Reads the header, which is the first row of a file, and the first rows below it.
import { BadFileError } from '../../model/bad-file-error.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { unprotectCell } from '../../model/spreadsheet-safe.ts';
import type { FoundChoice } from './chosen-reads.ts';
import { recognizeOrganizations } from './file-subject.ts';
import { matchColumns } from './match-columns.ts';
import type { RawRow } from './read-rows.ts';
import type { Dialect } from './sniff-dialect.ts';

/** `first` is the first batch of rows below the header; it is never empty. */
export type HeaderReading = { readonly header: MatchedHeader; readonly first: readonly RawRow[] };

/** Finds what members chose that the columns of this header are read as. */
export type FindChosen = (header: readonly string[]) => Promise<FoundChoice | null>;

/** Throws `BadFileError` if the header is missing or not usable, or if no row follows it. */
export async function readHeader(
  batches: AsyncGenerator<readonly RawRow[]>,
  { linesAbove, isWhole }: Dialect,
  findChosen: FindChosen = async () => null,
): Promise<HeaderReading> {
  const [row, ...rest] = (await nextBatch(batches)) ?? [];
  if (!row) throw emptyFileError();
  // By the current rule: the rows tell which rule a file follows, and they can only be read with the header.
  const cells = row.cells.map((cell) => unprotectCell(cell));
  const headerRow = { cells, line: row.start.line, linesAbove };
  let first: readonly RawRow[] | null;
  try {
    first = rest.length > 0 ? rest : await nextBatch(batches);
    if (first === null) throw noRowsError();
    // The parser keeps the last row of a text until its end: the columns of a small file are matched with all of its rows.
    for (
      let more = isWhole ? await nextBatch(batches) : null;
      more !== null;
      more = await nextBatch(batches)
    ) {
      first = [...first, ...more];
    }
  } catch (error) {
    throw addColumns(error, matchColumns(headerRow, []));
  }
  const header = matchColumns(headerRow, first, await findChosen(cells));
  return { header: recognizeOrganizations(header), first };
}

/** Returns `null` after the last batch. */
export async function nextBatch(
  batches: AsyncGenerator<readonly RawRow[]>,
): Promise<readonly RawRow[] | null> {
  const next = await batches.next();
  return next.done ? null : next.value;
}

/** Adds the columns of the header to a `BadFileError`; returns any other error unchanged. */
export function addColumns(error: unknown, { columns }: MatchedHeader): unknown {
  if (!(error instanceof BadFileError)) return error;
  const { code, reason, remedy, line, hasPeople } = error;
  return new BadFileError({
    code,
    reason,
    remedy,
    hasPeople,
    ...(line === null ? {} : { line }),
    columns: columns.filter((column) => column !== null),
  });
}

const emptyFileError = (): BadFileError =>
  new BadFileError({
    code: 'empty',
    reason: 'it is empty',
    remedy: 'Share a CSV file with the column names in the first row and one end user in each row below.',
  });

export const noRowsError = (): BadFileError =>
  new BadFileError({
    code: 'no-rows',
    reason: 'it has no rows below the header',
    remedy: 'Add a row for each end user and share the file again.',
  });
