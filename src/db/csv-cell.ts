// SQL for one cell of a CSV file: a text with quotes where needed, and never a formula.
import { type SQL, sql } from 'drizzle-orm';
import { formulaPositionSql, quotedCellSql } from '../model/spreadsheet-safe.ts';

/** Nearly all cells need neither quotes nor protection, which one look tells. */
export function csvCell(value: SQL): SQL {
  const { pattern, replacement } = formulaPositionSql;
  return sql`case when ${value} ~ ${`${quotedCellSql}|${pattern}`} then (
      select case when p.text ~ ${quotedCellSql} then '"' || replace(p.text, '"', '""') || '"' else p.text end
      from (select regexp_replace(${value}, ${pattern}, ${replacement}, 'g') as text) p
    ) else ${value} end`;
}
