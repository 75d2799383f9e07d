// Writes all cells of a plan or of a result to a CSV file on disk, as Postgres copies them.
import { isAscii } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type SQL, sql } from 'drizzle-orm';
import { readCopiedTexts } from '../../db/copied-texts.ts';
import { copyTo } from '../../db/copy-to.ts';
import { csvCell } from '../../db/csv-cell.ts';
import type { Transaction } from '../../db/transaction.ts';
import { byteOrderMark } from '../../model/byte-order-mark.ts';
import type { FileSubject } from '../../model/matched-header.ts';

export const cellsHeader = {
  plan: ['line', 'contact_id', 'name', 'field', 'now', 'will be', 'why'],
  result: ['line', 'contact_id', 'name', 'field', 'before', 'after', 'why'],
} as const;

/** The ids and names are those of organizations where the file is about these. */
const ofOrganizations: Readonly<Record<string, string>> = {
  contact_id: 'customer_id',
  name: 'business_name',
};

const headerOf = (of: keyof typeof cellsHeader, subject: FileSubject | null): string[] =>
  cellsHeader[of].map((name) => (subject === null ? name : (ofOrganizations[name] ?? name)));

const cell = (name: string): SQL => csvCell(sql.raw(`c.${name}`));

/** Ids and the names of our columns need neither quotes nor protection. `concat` takes null for an empty text. */
const cells = [
  sql.raw('c.line'),
  sql.raw('c.contact_id'),
  sql.raw('c.who'),
  sql`case when c.field like 'custom: %' then ${cell('field')} else c.field end`,
  ...['now', 'will_be', 'why'].map(cell),
];

const line = sql`concat(${sql.join(cells, sql`, ',', `)}, E'\r\n')`;

/**
 * @param queries see `plannedCells` and `appliedCells`
 * @returns the offset in bytes at which the file starts: after the byte-order mark if all of the file is ASCII; and the
 *   number of its lines without the header
 */
export async function writeCellsFile(
  tx: Transaction,
  of: keyof typeof cellsHeader,
  queries: readonly SQL[],
  path: string,
  signal: AbortSignal,
  subject: FileSubject | null = null,
): Promise<{ readonly start: number; readonly rows: number }> {
  let isAsciiOnly = true;
  let rows = 0;
  async function* bytes() {
    yield byteOrderMark;
    yield Buffer.from(`${headerOf(of, subject).join(',')}\r\n`);
    for (const query of queries) {
      const written = sql`select ${line} from (${query}) c`;
      for await (const lines of readCopiedTexts(
        copyTo(tx, written, { format: sql`format binary`, signal }),
      )) {
        isAsciiOnly &&= isAscii(lines.text);
        rows += lines.rows;
        yield lines.text;
      }
    }
  }
  await pipeline(Readable.from(bytes()), createWriteStream(path), { signal });
  return { start: isAsciiOnly ? byteOrderMark.length : 0, rows };
}

/** Returns `july_cells.csv` for `july.csv`. */
export function cellsFileName(uploaded: string): string {
  return `${uploaded.replace(/\.[a-z]{1,5}$/i, '')}_cells.csv`;
}
