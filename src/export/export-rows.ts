// The end users of a file, as Postgres writes them: one COPY, so nothing is parsed or quoted twice on the way.
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

// As `protectCell` of model/spreadsheet-safe.ts; a test holds the two against each other.
const evaluated = `'^''*[=+\\-@\\t\\r\\uFF1D\\uFF0B\\uFF0D\\uFF20]'`;

const stored: Partial<Record<ColumnName, string>> = { customer_id: 'organization_id', contact_id: 'id' };

const cells = columns.map(({ name, kind }) => {
  const value = `e.${stored[name] ?? name}`;
  const shown = kind === 'text' || kind === 'email' || kind === 'emails' ? value : `${value}::text`;
  const safe =
    kind === 'id' || kind === 'boolean'
      ? shown
      : `case when ${shown} ~ ${evaluated} then '''' || ${shown} else ${shown} end`;
  return `${safe} as ${name}`;
});

const chosen = ({ workspaceId, organizationId, limit }: ExportRules): SQL => sql`
  from end_user e where e.workspace_id = ${workspaceId}
  ${organizationId === null ? sql`` : sql`and e.organization_id = ${organizationId}`}
  order by e.id ${limit === null ? sql`` : sql`limit ${limit}`}`;

export async function countEndUsers(tx: Transaction, rules: ExportRules): Promise<number> {
  const [counted] = await tx.execute(sql`select count(*)::integer as rows from (select ${chosen(rules)}) c`);
  return counted?.rows as number;
}

/** CSV with a header, lines ended by LF, in the order of the ids. */
export function copyEndUsers(
  tx: Transaction,
  rules: ExportRules,
  signal: AbortSignal,
): AsyncIterable<Uint8Array> {
  const query = sql`select ${sql.raw(cells.join(', '))} ${chosen(rules)}`;
  return copyTo(tx, query, { format: sql`format csv, header true`, signal });
}
