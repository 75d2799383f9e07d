// One page of all cells of a plan or of a result, in a modal.

import type { CellLine } from '../../../model/cell-line.ts';
import { counted, figure } from '../../../model/counted.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export const cellsPerPage = 20;

const valueLimit = 120;

export const countCellPages = (all: readonly CellLine[]): number =>
  Math.max(1, Math.ceil(all.length / cellsPerPage));

/** @param page the first is 0 */
export function cellsPage(all: readonly CellLine[], page: number): View {
  const shown = all.slice(page * cellsPerPage, (page + 1) * cellsPerPage);
  const first = page * cellsPerPage + 1;
  return view(
    all.length === 0
      ? lines(richText`No cell would change.`)
      : lines(
          richText`${figure(first)} to ${figure(first + shown.length - 1)} of ${figure(all.length)}${unchanged(all)}`,
        ),
    bullets(shown.map(cell)),
  );
}

/** The button counts the cells that change; the list also has the others, with the reason. */
function unchanged(all: readonly CellLine[]): string {
  const without = all.filter(({ field, now, willBe }) => field === null || now === willBe).length;
  if (without === 0) return '';
  const changing = counted(all.length - without, 'cell with a change', 'cells with a change');
  return `: ${changing}, and ${counted(without, 'line that says', 'lines that say')} why nothing changes`;
}

/** `line 7 · Ana Núñez · 1045 · title: Engineer → CTO` */
function cell({ line, contactId, endUser, field, now, willBe, why }: CellLine): RichTextLine {
  const where = [line && `line ${line}`, endUser && shorten(endUser, 40), contactId]
    .filter(Boolean)
    .join(' · ');
  const reason = why ? ` (${shorten(why, valueLimit)})` : '';
  if (field === null) return richText`${where}: ${shorten(why ?? '', valueLimit)}`;
  if (now === willBe) return richText`${where} · ${code(field)}: ${value(now)}${reason}`;
  if (contactId === null && now === null)
    return richText`${where} · ${code(field)}: ${value(willBe)}${reason}`;
  return richText`${where} · ${code(field)}: ${value(now)} → ${value(willBe)}${reason}`;
}

const value = (text: string | null): string =>
  text === null || text.trim() === '' ? '–' : shorten(text, valueLimit);
