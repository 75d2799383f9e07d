// The custom fields of an export as columns of their own.
//
// A text is in the column `custom: Badge`. Every other value, and a text that an import would trim or unquote, is in the column
// `custom (JSON): Badge` as JSON. So an import reads each value as it was, with its type.
import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';
import { columns } from '../model/columns.ts';
import { customFieldHeader, findKnownHeader } from '../model/header-names.ts';
import { trimmedTextSql, writeCell } from '../model/spreadsheet-safe.ts';

export type CustomColumn = { readonly key: string; readonly isJson: boolean };

/** An import reads files with up to 1,000 columns. */
const maxCustomColumns = 1000 - columns.length;

/** In characters. Longer keys stay in the cell `custom_fields`. */
const maxKey = 100;

/** Whether a value is not written as a plain text. */
const needsJson = (value: SQL): SQL =>
  sql`(jsonb_typeof(${value}) <> 'string' or ${value} #>> '{}' = '' or ${value} #>> '{}' ~ ${trimmedTextSql})`;

/**
 * The custom fields of some end users, sorted by their keys. What has no column stays in the cell `custom_fields`: keys that
 * can't be a header, and keys beyond the limit.
 *
 * @param endUsers what follows `select …`, with the end users as `e`
 */
export async function findCustomColumns(tx: Transaction, endUsers: SQL): Promise<CustomColumn[]> {
  const found = await tx.execute<{ key: string; kinds: boolean[] }>(sql`
    select key, array_agg(distinct is_json) as kinds
    from (select e.custom_fields ${endUsers}) e,
      lateral (select f.key, ${needsJson(sql`f.value`)} as is_json from jsonb_each(e.custom_fields) f) f
    where length(key) between 1 and ${maxKey} and key !~ '[[:cntrl:]]'
    group by key order by key collate "C" limit ${maxCustomColumns}`);
  const custom: CustomColumn[] = [];
  for (const { key, kinds } of found) {
    const both = kinds.map((isJson) => ({ key, isJson }));
    if (both.some((column) => !isHeader(column))) continue;
    if (custom.length + both.length > maxCustomColumns) break;
    custom.push(...both);
  }
  return custom;
}

/** Whether an import would find the key in the header again. */
function isHeader({ key, isJson }: CustomColumn): boolean {
  const meaning = findKnownHeader(customFieldHeader(key, isJson))?.meaning;
  return meaning?.use === 'custom-field' && meaning.key === key && Boolean(meaning.isJson) === isJson;
}

export const writeHeader = ({ key, isJson }: CustomColumn): string =>
  writeCell(customFieldHeader(key, isJson));

/** An array of Postgres with the keys. */
export const keysOf = (custom: readonly CustomColumn[]): SQL =>
  sql`array[${sql.join(
    custom.map(({ key }) => sql`${key}`),
    sql`, `,
  )}]::text[]`;

/**
 * The cells of the columns, each after a comma.
 *
 * @param toCell writes a text as a cell
 */
export function customCells(custom: readonly CustomColumn[], toCell: (text: SQL) => SQL): SQL {
  const kinds = sql.join(
    custom.map(({ isJson }) => sql`${isJson}`),
    sql`, `,
  );
  return sql`case when e.custom_fields is null then ${','.repeat(custom.length)} else (
    select string_agg(',' || coalesce(${toCell(sql`t.text`)}, ''), '' order by k.at)
    from unnest(${keysOf(custom)}, array[${kinds}]::boolean[]) with ordinality as k (key, is_json, at),
      lateral (select e.custom_fields -> k.key as value offset 0) v,
      lateral (select case when ${needsJson(sql`v.value`)} <> k.is_json then null
        when k.is_json then v.value::text else v.value #>> '{}' end as text offset 0) t) end`;
}
