// The rows of an export, as Postgres writes them: each is one CSV line, so nothing is quoted or parsed on the way.
import { type SQL, sql } from 'drizzle-orm';
import { isOfArchivedOrganization } from '../db/archived-organizations.ts';
import { readCopiedTexts } from '../db/copied-texts.ts';
import { copyTo } from '../db/copy-to.ts';
import { csvCell } from '../db/csv-cell.ts';
import type { Past } from '../db/moments.ts';
import type { Transaction } from '../db/transaction.ts';
import { type ColumnKind, type ColumnName, columnNames, columns } from '../model/columns.ts';
import type { ExportKind } from '../model/export.ts';
import { type CustomColumn, customCells, findCustomColumns, keysOf, writeHeader } from './custom-columns.ts';
import { pastEndUsers } from './past-end-users.ts';

export type ExportRules = {
  /** Default: end users. */
  readonly kind?: ExportKind;
  readonly workspaceId: string;
  /** `null`: all organizations. */
  readonly organizationId: number | null;
  /** `null`: all end users. A limit is that of a template, whose rows are examples without a contact_id. */
  readonly limit: number | null;
  /** Whether each custom field gets a column. Default: no. */
  readonly withCustom?: boolean;
  /** Whether the archived end users are exported, instead of the others. Default: no. */
  readonly archived?: boolean;
  /** A moment of the past. The temporary table of `createPastValues` is needed then. Default: now. */
  readonly past?: Past | null;
};

const storedNames: Partial<Record<ColumnName, string>> = { customer_id: 'organization_id', contact_id: 'id' };

const cells = columns.map(({ name, kind }) => cellOf(name, kind));

function cellOf(name: ColumnName, kind: ColumnKind): SQL {
  const value = sql.raw(`e.${storedNames[name] ?? name}`);
  // Ids and booleans are only digits and letters. Numbers may be negative, which a spreadsheet takes for a formula.
  if (kind === 'id' || kind === 'boolean') return sql`${value}::text`;
  return csvCell(kind === 'integer' || kind === 'json' ? sql`${value}::text` : value);
}

/** One line, with its line end. `concat` takes null for an empty text. */
const line = sql`concat(${sql.join(cells, sql`, ',', `)}, E'\r\n')`;

/** The same with a cell for each of some custom fields, which are then not in the cell `custom_fields`. */
function lineWithCustom(custom: readonly CustomColumn[]): SQL {
  const rest = csvCell(sql`nullif(e.custom_fields - ${keysOf(custom)}, '{}')::text`);
  const own = columns.map(({ name, kind }) => (name === 'custom_fields' ? rest : cellOf(name, kind)));
  return sql`concat(${sql.join(own, sql`, ',', `)}, ${customCells(custom, csvCell)}, E'\r\n')`;
}

/** The example in a template. Without the id: typing over the row must never change the end user it shows. */
const example = sql`concat(${sql.join(
  columns.map(({ name, kind }) => (name === 'contact_id' ? sql`''` : cellOf(name, kind))),
  sql`, ',', `,
)}, E'\r\n')`;

/** Whether an end user counts as archived. Who asks for one organization asks for its end users even if it is archived. */
function isArchived({ workspaceId, organizationId, past = null }: ExportRules): SQL {
  if (organizationId !== null) return sql`(e.archived is true)`;
  return sql`(e.archived is true or ${isOfArchivedOrganization(workspaceId, sql`e.organization_id`, past)})`;
}

function selectedEndUsers(rules: ExportRules): SQL {
  const { workspaceId, organizationId, limit, past, archived } = rules;
  return sql`
  from ${past ? pastEndUsers(workspaceId, organizationId, past) : sql`end_user`} e where e.workspace_id = ${workspaceId}
  and ${archived ? sql`` : sql`not`} ${isArchived(rules)}
  ${organizationId === null ? sql`` : sql`and e.organization_id = ${organizationId}`}
  order by e.id ${limit === null ? sql`` : sql`limit ${limit}`}`;
}

export async function countEndUsers(tx: Transaction, rules: ExportRules): Promise<number> {
  const [counted] = await tx.execute<{ rows: number }>(
    sql`select count(*)::integer as rows from (select ${selectedEndUsers(rules)}) c`,
  );
  return counted!.rows;
}

/** Yields CSV: the header, then the rows in the order of their ids. Each piece is some whole lines. */
export async function* copyEndUsers(
  tx: Transaction,
  rules: ExportRules,
  signal: AbortSignal,
): AsyncGenerator<{ readonly text: Buffer; readonly rows: number }, void, undefined> {
  const custom = rules.withCustom ? await findCustomColumns(tx, selectedEndUsers(rules)) : [];
  yield { text: Buffer.from(`${[...columnNames, ...custom.map(writeHeader)].join(',')}\r\n`), rows: 0 };
  const whole = rules.limit === null ? line : example;
  const row = custom.length > 0 ? lineWithCustom(custom) : whole;
  const query = sql`select ${row} ${selectedEndUsers(rules)}`;
  yield* readCopiedTexts(copyTo(tx, query, { format: sql`format binary`, signal }));
}
