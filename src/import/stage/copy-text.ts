// Writes a checked row as text for COPY into the table of the staged rows.
import { encodeCopyRow } from '../../db/copy.ts';
import { fields } from '../../model/columns.ts';
import type { CellMark, CheckedRow } from '../../model/row.ts';
import { stagedFields } from './cells.ts';
import { bitOf } from './masks.ts';

export const copiedColumns = [
  'line',
  'problem',
  'ref_import',
  'ref_line',
  'uploaded',
  'marks',
  'damaged',
  'cleared',
  'organization',
  'partial_name',
  'customer_id',
  'contact_id',
  ...stagedFields,
];

export function toCopyText(row: CheckedRow): string {
  const { line, cells, problems, ref, marks, uploaded, organization, isNamePartial, action } = row;
  const [customerId, contactId, ...values] = cells;
  return encodeCopyRow([
    String(line),
    problems.length > 0 ? problems.map((problem) => problem.text).join('; ') : null,
    ref && String(ref.importId),
    ref && String(ref.line),
    uploaded && JSON.stringify(uploaded),
    marks && JSON.stringify(Object.fromEntries(marks.map(({ column, ...mark }) => [column, mark]))),
    marks && markedMask(marks, ({ damage }) => damage !== undefined),
    marks && markedMask(marks, ({ clears }) => clears === true),
    organization,
    isNamePartial ? 'true' : null,
    customerId || null,
    contactId || null,
    ...values,
    action && String(action === 'archive'),
  ]);
}

function markedMask(marks: readonly CellMark[], isMarked: (mark: CellMark) => boolean): string | null {
  const marked = new Set<string>(marks.filter(isMarked).map(({ column }) => column));
  const bits = fields.filter((field) => marked.has(field)).map(bitOf);
  return bits.length > 0 ? String(bits.reduce((mask, bit) => mask | bit, 0)) : null;
}
