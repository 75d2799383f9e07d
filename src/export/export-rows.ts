// Reads the end users of a file as CSV: with one COPY, so that nothing is parsed or quoted again on the way.
import { type SQL, sql } from 'drizzle-orm';
import { copyTo } from '../db/copy-to.ts';
import type { Transaction } from '../db/transaction.ts';
import { type ColumnName, columns } from '../model/columns.ts';

export type ExportRules = {
  readonly workspaceId: string;
  /** `null`: all organizations. */
  readonly organizationId: number | null;
  /** `null`: all end users. */
  readonly limit: number | null;
};

// The SQL form of `protectCell` in model/spreadsheet-safe.ts; a test compares the two.
const formulaStart = `'^''*[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20]'`;

const storedNames: Partial<Record<ColumnName, string>> = { customer_id: 'organization_id', contact_id: 'id' };

const cells = columns.map(({ name, kind }) => {
  const value = `e.${storedNames[name] ?? name}`;
  const text = kind === 'text' || kind === 'email' || kind === 'emails' ? value : `${value}::text`;
  const safe =
    kind === 'id' || kind === 'boolean'
      ? text
      : `case when ${text} ~ ${formulaStart} then '''' || ${text} else ${text} end`;
  return `${safe} as ${name}`;
});

const selection = ({ workspaceId, organizationId, limit }: ExportRules): SQL => sql`
  from end_user e where e.workspace_id = ${workspaceId}
  ${organizationId === null ? sql`` : sql`and e.organization_id = ${organizationId}`}
  order by e.id ${limit === null ? sql`` : sql`limit ${limit}`}`;

export async function countEndUsers(tx: Transaction, rules: ExportRules): Promise<number> {
  const [row] = await tx.execute<{ rows: number }>(
    sql`select count(*)::integer as rows from (select ${selection(rules)}) selected`,
  );
  return row!.rows;
}

/** Returns CSV with a header, lines ended by LF, sorted by the end users' ids. */
export function copyEndUsers(
  tx: Transaction,
  rules: ExportRules,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const query = sql`select ${sql.raw(cells.join(', '))} ${selection(rules)}`;
  return copyTo(tx, query, { format: sql`format csv, header true`, signal });
}
