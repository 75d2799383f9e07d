// The rows of an export, as Postgres writes them.
import { type SQL, sql } from 'drizzle-orm';
import { isOfArchivedOrganization } from '../db/archived-organizations.ts';
import { readCopiedTexts } from '../db/copied-texts.ts';
import { copyTo } from '../db/copy-to.ts';
import { csvCell } from '../db/csv-cell.ts';
import type { Past } from '../db/moments.ts';
import type { Transaction } from '../db/transaction.ts';
import { type ColumnKind, type ColumnName, columnNames, columns } from '../model/columns.ts';
import type { ExportKind } from '../model/export.ts';
import type { OldIdKind } from '../model/old-id-kind.ts';
import { type CustomColumn, customCells, findCustomColumns, keysOf, writeHeader } from './custom-columns.ts';
import { pastEndUsers } from './past-end-users.ts';
import { rewriteCsv } from './rewrite-csv.ts';

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
  /** Whether the ids are those of the site that was moved in from; empty where there is none. Default: ours. */
  readonly withOldIds?: boolean;
  /** A moment of the past. The temporary table of `createPastValues` is needed then. Default: now. */
  readonly past?: Past | null;
};

const storedNames: Partial<Record<ColumnName, string>> = { customer_id: 'organization_id', contact_id: 'id' };

const oldIdNames: Partial<Record<ColumnName, string>> = {
  customer_id: 'old_organization.old_id',
  contact_id: 'old_end_user.old_id',
};

/** The values of a row as COPY writes them: null is an empty cell. */
const valuesOf = (rules: ExportRules): SQL[] =>
  columns.map(({ name, kind }) => {
    // A template has no id: typing over its row must never change the end user it shows.
    if (name === 'contact_id' && rules.limit !== null) return sql`null`;
    const value = storedValue(rules, name);
    return kind === 'boolean' ? sql`${value}::text` : value;
  });

function storedValue({ withOldIds }: ExportRules, name: ColumnName): SQL {
  const oldId = withOldIds ? oldIdNames[name] : undefined;
  return sql.raw(oldId ?? `e.${storedNames[name] ?? name}`);
}

/** The same as the cells of a line, with those that need it quoted and protected. */
const cellsOf = (rules: ExportRules): SQL[] =>
  columns.map(({ name, kind }) => cellOf(storedValue(rules, name), kind));

function cellOf(value: SQL, kind: ColumnKind): SQL {
  // Ids and booleans are only digits and letters. Numbers may be negative, which a spreadsheet takes for a formula.
  if (kind === 'id' || kind === 'boolean') return sql`${value}::text`;
  return csvCell(kind === 'integer' || kind === 'json' ? sql`${value}::text` : value);
}

/**
 * One line, with its line end, that has a cell for each of some custom fields, which are then not in the cell
 * `custom_fields`. `concat` takes null for an empty text.
 */
function lineWithCustom(rules: ExportRules, custom: readonly CustomColumn[]): SQL {
  const rest = csvCell(sql`nullif(e.custom_fields - ${keysOf(custom)}, '{}')::text`);
  const own = cellsOf(rules).map((cell, at) => (columns[at]!.name === 'custom_fields' ? rest : cell));
  return sql`concat(${sql.join(own, sql`, ',', `)}, ${customCells(custom, csvCell)}, E'\r\n')`;
}

/** Whether an end user counts as archived. Who asks for one organization asks for its end users even if it is archived. */
function isArchived({ workspaceId, organizationId, past = null }: ExportRules): SQL {
  if (organizationId !== null) return sql`(e.archived is true)`;
  return sql`(e.archived is true or ${isOfArchivedOrganization(workspaceId, sql`e.organization_id`, past)})`;
}

/** Of several old ids of one, such as after a merge, the lowest. */
const oldIdsOf = (workspaceId: string, kind: OldIdKind): SQL => sql`(
  select id, min(old_id) as old_id from old_id where workspace_id = ${workspaceId} and kind = ${kind} group by id)`;

function selectedEndUsers(rules: ExportRules): SQL {
  const { workspaceId, organizationId, limit, past, archived, withOldIds } = rules;
  return sql`
  from ${past ? pastEndUsers(workspaceId, organizationId, past) : sql`end_user`} e ${
    withOldIds
      ? sql`left join ${oldIdsOf(workspaceId, 'organization')} old_organization on old_organization.id = e.organization_id
          left join ${oldIdsOf(workspaceId, 'end user')} old_end_user on old_end_user.id = e.id`
      : sql``
  } where e.workspace_id = ${workspaceId}
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
  const selected = selectedEndUsers(rules);
  if (custom.length > 0) {
    const query = sql`select ${lineWithCustom(rules, custom)} ${selected}`;
    return yield* readCopiedTexts(copyTo(tx, query, { format: sql`format binary`, signal }));
  }
  const query = sql`select ${sql.join(valuesOf(rules), sql`, `)} ${selected}`;
  yield* rewriteCsv(copyTo(tx, query, { format: sql`format csv`, signal }));
}
