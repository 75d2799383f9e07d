// The cells that an import changed, in pages. Only for private replies: they are stored values.
import type { ImportedCell, Page } from '../../../model/cell-change.ts';
import { figure } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import { type Button, bullets, buttons, lines, type Part } from '../../block-kit/part.ts';
import { bold, date, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { changedValues, moveInWords } from '../end-users/changed-values.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { importTitle } from './import-title.ts';

export const previousCellsAction = 'previous-imported-cells';
export const moreCellsAction = 'more-imported-cells';

/** Another page than the first one, which `resultDetail` shows. */
export function moreImportedCells(record: Import, cells: Page<ImportedCell>): View {
  return view(
    lines(dotted([bold(`Import ${record.id}`), date(record.createdAt)]), importTitle(record)),
    ...importedCells(record, cells),
  );
}

export function importedCells(record: Import, cells: Page<ImportedCell>): Part[] {
  if (cells.items.length === 0 && cells.page === 0) return [];
  const title = bold(cells.page === 0 ? 'Changed cells' : `Changed cells, page ${figure(cells.page + 1)}`);
  const by = record.decidedBy ?? record.requestedBy;
  return [
    lines(richText`${title}, written by ${member(by)}:`),
    bullets(cells.items.map(importedCell)),
    buttons(...pageButtons(record.id, cells)),
  ];
}

/** Ana Núñez · 1045 · title: Engineer → CTO · line 7 */
function importedCell(cell: ImportedCell): RichTextLine {
  const what = moveInWords('moved', cell) ?? richText`${nameOfCell(cell)}: ${changedValues(cell)}`;
  return dotted([endUserLabel(cell), what, ...(cell.line === null ? [] : [`line ${figure(cell.line)}`])]);
}

function pageButtons(importId: number, { page, hasOlder }: Page<ImportedCell>): Button[] {
  return [
    ...(page > 0
      ? [{ actionId: previousCellsAction, label: 'Previous', value: `${importId}.${page - 1}` }]
      : []),
    ...(hasOlder ? [{ actionId: moreCellsAction, label: 'More', value: `${importId}.${page + 1}` }] : []),
  ];
}

/** `184.2`; null for anything else: it passed through the member's client. */
export function readCellsPage(value: string): { readonly importId: number; readonly page: number } | null {
  const [, importId, page] = /^(\d{1,15})\.(\d{1,6})$/.exec(value) ?? [];
  return importId === undefined ? null : { importId: Number(importId), page: Number(page) };
}
