// Reads files given as text or bytes, for tests of the reader.
import { expect } from 'vitest';
import { type CsvReading, readCsv } from '../../src/import/read/read-csv.ts';
import { BadFileError } from '../../src/model/bad-file-error.ts';
import type { MatchedHeader } from '../../src/model/matched-header.ts';
import type { Letters, ReadAs } from '../../src/model/read-as.ts';
import type { CheckedRow } from '../../src/model/row.ts';

export type Piece = string | Uint8Array;

export async function* bytesOf(...pieces: readonly Piece[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

export type ReadAll = {
  readonly header: MatchedHeader;
  readonly rows: readonly CheckedRow[];
  readonly dialect: ReturnType<CsvReading['dialect']>;
  readonly letters: Letters | null;
};

export function readAll(...pieces: readonly Piece[]): Promise<ReadAll> {
  return readAllAs({}, ...pieces);
}

export async function readAllAs(readAs: ReadAs, ...pieces: readonly Piece[]): Promise<ReadAll> {
  const file = await readCsv(bytesOf(...pieces), { maxBytes: 100e6, readAs });
  const rows: CheckedRow[] = [];
  for await (const batch of file.rows) rows.push(...batch);
  return { header: file.header(), rows, dialect: file.dialect(), letters: file.letters() };
}

/** The filled cells of each row, which are easier to compare than all 21. */
export async function readCells(...pieces: readonly Piece[]): Promise<string[][]> {
  const { rows } = await readAll(...pieces);
  return rows.map((row) => row.cells.filter((cell) => cell !== null && cell !== '') as string[]);
}

export async function problemsOf(...pieces: readonly Piece[]): Promise<string[]> {
  const { rows } = await readAll(...pieces);
  return rows.flatMap((row) => row.problems.map((problem) => `line ${row.line} ${problem.text}`));
}

/** Returns the error of a file that must be rejected. */
export async function expectBadFile(...pieces: readonly Piece[]): Promise<BadFileError> {
  try {
    await readAll(...pieces);
  } catch (error) {
    if (error instanceof BadFileError) return error;
    throw error;
  }
  return expect.fail('the file was read, but should have been rejected');
}
