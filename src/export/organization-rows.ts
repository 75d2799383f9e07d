// The rows of an export of organizations, as Postgres writes them.
import { sql } from 'drizzle-orm';
import { readCopiedTexts } from '../db/copied-texts.ts';
import { copyTo } from '../db/copy-to.ts';
import { csvCell } from '../db/csv-cell.ts';
import { executeOne } from '../db/execute-one.ts';
import type { Transaction } from '../db/transaction.ts';

export type OrganizationsWanted = { readonly workspaceId: string; readonly archived?: boolean };

const wanted = ({ workspaceId, archived = false }: OrganizationsWanted) => sql`
  from organization o where o.workspace_id = ${workspaceId} and o.archived = ${archived}`;

export async function countOrganizations(tx: Transaction, of: OrganizationsWanted): Promise<number> {
  return (await executeOne<{ rows: number }>(tx, sql`select count(*)::integer as rows ${wanted(of)}`)).rows;
}

/** Yields CSV: the header, then the rows in the order of their ids, as an import of organizations reads them. */
export async function* copyOrganizations(
  tx: Transaction,
  of: OrganizationsWanted,
  signal: AbortSignal,
): AsyncGenerator<{ readonly text: Buffer; readonly rows: number }, void, undefined> {
  yield { text: Buffer.from('customer_id,business_name\r\n'), rows: 0 };
  const line = sql`concat(o.id, ',', ${csvCell(sql.raw('o.name'))}, E'\r\n')`;
  const query = sql`select ${line} ${wanted(of)} order by o.id`;
  yield* readCopiedTexts(copyTo(tx, query, { format: sql`format binary`, signal }));
}
