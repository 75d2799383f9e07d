// One page of all cells of a plan or of a result, in a modal.

import type { CellLine } from '../../../model/cell-line.ts';
import { figure } from '../../../model/counted.ts';
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
          richText`Cells ${figure(first)} to ${figure(first + shown.length - 1)} of ${figure(all.length)}`,
        ),
    bullets(shown.map(cell)),
  );
}

/** `line 7 · Ana Núñez · 1045 · title: Engineer → CTO` */
function cell({ line, contactId, endUser, field, now, willBe, why }: CellLine): RichTextLine {
  const where = [line && `line ${line}`, endUser && shorten(endUser, 40), contactId]
    .filter(Boolean)
    .join(' · ');
  const reason = why ? ` (${shorten(why, valueLimit)})` : '';
  if (field === null) return richText`${where}: ${shorten(why ?? '', valueLimit)}`;
  if (now === willBe) return richText`${where} · ${code(field)}: ${value(now)}${reason}`;
  return richText`${where} · ${code(field)}: ${value(now)} → ${value(willBe)}${reason}`;
}

const value = (text: string | null): string =>
  text === null || text.trim() === '' ? '–' : shorten(text, valueLimit);
