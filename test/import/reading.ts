// Reads a file given as text or bytes and gives all that came out of it.
import { readFile } from '../../src/import/read-file.ts';
import type { MatchedHeader } from '../../src/model/matched-header.ts';
import type { CheckedRow } from '../../src/model/row.ts';

export type Pieces = readonly (string | Uint8Array)[];

export async function* bytesOf(...pieces: Pieces): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece;
}

export async function readAll(...pieces: Pieces): Promise<{ header: MatchedHeader; rows: CheckedRow[] }> {
  const file = await readFile(bytesOf(...pieces), { maxBytes: 100e6 });
  const rows: CheckedRow[] = [];
  for await (const batch of file.rows) rows.push(...batch);
  return { header: file.header, rows };
}
