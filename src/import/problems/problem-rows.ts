// Reads the rows of a problem file: those that are left out or have a damaged cell, as they were uploaded.
import { sql } from 'drizzle-orm';
import { rowsInBatches } from '../../db/cursor.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type ColumnName, columnNames } from '../../model/columns.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import { rowNote } from '../plan/notes-on-damage.ts';
import { isInProblemFile } from '../plan/problem-file-rows.ts';
import { brokenQuoteProblem, oddRowProblem, unfixedProblem } from '../read/check-row.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import type { ProblemRow } from './problem-file.ts';

/** Small, since a row of 21 long cells takes megabytes. */
const batchSize = 50;

/** What `oddRowProblem` says in rows that an earlier version staged. */
const oldOddRowProblem = 'the row is unlike the others, as a total, a footer, or another table is';

/** The problems of a row that its cells don't show. Damage is one too: without the export, an old value can't be told. */
const hiddenProblems = [brokenQuoteProblem, oddRowProblem, oldOddRowProblem, unfixedProblem].join('|');

type StagedRow = {
  line: number;
  problem: string;
  hidden: boolean;
  ref_import: string | null;
  ref_line: number | null;
  uploaded: string | null;
} & Record<`cell ${ColumnName}`, string | null>;

/** Yields the rows in the order of their lines, in batches of up to 50. */
export async function* readProblemRows(
  tx: Transaction,
  importId: number,
  header: MatchedHeader,
): AsyncGenerator<ProblemRow[], void, undefined> {
  // If `uploaded` is set, it contains all cells.
  const cell = (name: ColumnName): string =>
    `case when s.uploaded is null then ${uploadedCell(name)}::text end as "cell ${name}"`;
  const cells = sql.raw(columnNames.map(cell).join(', '));
  const query = sql`
    select line, coalesce(p.problem, ${rowNote(sql`p.note`)}) as problem,
           p.problem is null or coalesce(s.problem ~ ${hiddenProblems}, false) as hidden, s.ref_import, s.ref_line, s.uploaded, ${cells}
    from ${rowTable(importId)} s join ${planTable(importId)} p using (line)
    where ${isInProblemFile(planTable(importId))} order by line`;
  for await (const batch of rowsInBatches<StagedRow>(tx, query, batchSize)) {
    yield batch.map((row) => ({
      line: row.line,
      problem: row.problem,
      ...(row.hidden ? { isHidden: true } : {}),
      uploaded: restoreCells(row, header),
      ref: row.ref_import === null ? null : { importId: Number(row.ref_import), line: row.ref_line! },
    }));
  }
}

/** Of a row of another site, its own ids. */
const uploadedCell = (name: ColumnName): string =>
  name === 'customer_id' || name === 'contact_id' ? `coalesce(s.old_${name}, s.${name})` : `s.${name}`;

/** The cells in the columns of the file, as they were uploaded. */
function restoreCells(row: StagedRow, header: MatchedHeader): string[] {
  // The cast is safe: `stageRows` writes the column as a JSON array of strings.
  if (row.uploaded !== null) return JSON.parse(row.uploaded) as string[];
  const cells = header.columns.map((column) => column && row[`cell ${column}`]);
  // A short row stays short: an absent cell must not become an empty one, which could clear a value.
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null) + 1).map((cell) => cell ?? '');
}
