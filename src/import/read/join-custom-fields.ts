// Joins the columns that are keys of `custom_fields`, and the cell of that name, into one cell.
import { findCellDamage } from '../../model/cell-damage.ts';
import { clearsCell } from '../../model/clears-cell.ts';
import { type InvalidJson, measureJsonObject } from '../../model/json-object.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import type { Problem } from '../../model/row.ts';
import { unquote } from '../../model/unquote.ts';
import type { ColumnLayout } from './column-layout.ts';

/** `cell` is what is staged, see ../stage/custom-fields-cell.ts. */
export type JoinedFields = { readonly cell: string; readonly problems: readonly Problem[] };

/**
 * A key of a column that is filled wins over the same key in `object`.
 *
 * @param object the cell `custom_fields`; '' if it is empty
 * @returns null if the file has no such columns
 */
export function joinCustomFields(
  { customFields }: ColumnLayout,
  object: string,
  written: readonly string[],
  unprotect: (text: string) => string,
): JoinedFields | null {
  if (customFields.length === 0) return null;
  const members = object === '' ? [] : [object.trim().replace(/^\{|\}$/gu, '')];
  const named = new Set(object === '' ? [] : Object.keys(JSON.parse(object) as object));
  const empty: string[] = [];
  const damaged: string[] = [];
  const problems: Problem[] = [];
  for (const { at, key, isJson } of customFields) {
    const cell = written[at];
    if (cell === undefined) continue;
    const plain = unprotect(cell);
    const text = isJson ? plain.trim() : unquote(cell, plain);
    const name = JSON.stringify(key);
    if (text === '') {
      empty.push(key);
      continue;
    }
    if (clearsCell(text)) {
      named.add(key);
      members.push(`${name}:null`);
      continue;
    }
    const damage = isJson ? null : findCellDamage({ name: key, kind: 'text' }, text);
    if (damage !== null) {
      damaged.push(`${name}:${JSON.stringify([damage, plain])}`);
      continue;
    }
    const value = isJson ? readJson(name, text) : { json: JSON.stringify(text) };
    if ('problem' in value) {
      problems.push({ column: 'custom_fields', text: `custom field ${quoteCell(key)}: ${value.problem}` });
      continue;
    }
    named.add(key);
    members.push(`${name}:${value.json}`);
  }
  // A key can have two columns, one for texts and one for JSON: an empty one says nothing about the other.
  const nulls = empty.filter((key) => !named.has(key)).map((key) => `${JSON.stringify(key)}:null`);
  const objects = [
    members.filter((member) => member.trim() !== ''),
    nulls,
    ...(damaged.length > 0 ? [damaged] : []),
  ];
  return {
    cell: `[${objects.map((object) => `{${object.join(',')}}`).join(',')}]`,
    problems,
  };
}

/** @param name the key as JSON */
function readJson(name: string, text: string): { readonly json: string } | InvalidJson {
  // Spreadsheets write these in capitals.
  const json = /^(?:true|false|null)$/i.test(text) ? text.toLowerCase() : text;
  try {
    JSON.parse(json);
  } catch {
    return { problem: `${quoteCell(text)} is not JSON, such as 12, true, or "text"` };
  }
  const measured = measureJsonObject(`{${name}:${json}}`);
  return typeof measured === 'number' ? { json } : measured;
}
