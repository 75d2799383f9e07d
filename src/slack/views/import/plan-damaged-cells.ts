// The warning about cells that a spreadsheet damaged, with the first of them. Such cells are not changed.

import { counted } from '../../../model/counted.ts';
import type { DamagedCell, DamageKind, Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { diffExcerpts } from './diff-excerpt.ts';

const shown = { damages: 3, characters: 30 };

const kinds: { readonly [Kind in DamageKind]: string } = {
  'leading zero': 'leading zero lost',
  plus: 'plus sign lost',
  scientific: 'turned into scientific notation',
  date: 'turned into a date',
  encoding: 'letters garbled',
};

export function planDamagedCells(plan: Plan): Part[] {
  if (plan.damagedCells === 0) return [];
  return [
    lines(damagedSentence(plan)),
    ...truncatedList(plan.damages.slice(0, shown.damages).map(damageLine), plan.damagedCells),
  ];
}

function damagedSentence({ damagedCells, damages }: Plan): RichTextLine {
  const end = damages.length > 0 ? ':' : '.';
  return damagedCells === 1
    ? richText`⚠️ 1 cell was damaged by a spreadsheet and keeps its current value${end}`
    : richText`⚠️ ${counted(damagedCells, 'cell')} were damaged by a spreadsheet and keep their current values${end}`;
}

/** Ana Núñez · 1045 · zip: 02134 → 2134, leading zero lost */
function damageLine(cell: DamagedCell): RichTextLine {
  const [was = '', inFile = ''] = diffExcerpts([cell.was, cell.inFile], shown.characters).map((passage) =>
    shorten(passage, shown.characters),
  );
  return richText`${endUserLabel(cell)} · ${code(nameOfCell(cell))}: ${was} → ${inFile}, ${kinds[cell.kind]}`;
}
