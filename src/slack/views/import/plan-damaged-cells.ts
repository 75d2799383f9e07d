// The warning about damaged cells, with the first of them. Such cells are not changed.

import { counted } from '../../../model/counted.ts';
import type { DamagedCell, DamageKind, Plan } from '../../../model/plan.ts';
import { diffExcerpts } from '../../block-kit/diff-excerpt.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';

const shown = { damages: 3, characters: 30 };

const kinds: { readonly [Kind in DamageKind]: string } = {
  'leading zero': 'leading zero lost',
  plus: 'plus sign lost',
  scientific: 'turned into scientific notation',
  number: 'read as a number',
  date: 'turned into a date',
  time: 'read as a time',
  boolean: 'read as true or false',
  encoding: 'letters garbled',
  error: 'a spreadsheet error',
  'no value': 'not a value',
  entity: 'letters written as HTML',
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
  // Only the first cells are known here: when each of them was a value before, so were most others.
  const by = damages.some(({ was }) => was === null)
    ? 'damaged by a program and'
    : 'damaged by a spreadsheet and';
  const forNew = damages.some(({ endUserId }) => endUserId === null) ? ' (empty for new end users)' : '';
  return damagedCells === 1
    ? richText`⚠️ 1 cell was ${by} keeps its current value${forNew}${end}`
    : richText`⚠️ ${counted(damagedCells, 'cell')} were ${by} keep their current values${forNew}${end}`;
}

/** Ana Núñez · 1045 · zip: 02134 → 2134, leading zero lost */
function damageLine(cell: DamagedCell): RichTextLine {
  const [was = '', inFile = ''] = diffExcerpts([cell.was ?? '', cell.inFile], shown.characters).map(
    (passage) => shorten(passage, shown.characters),
  );
  const values = cell.was === null ? inFile : `${was} → ${inFile}`;
  return richText`${damagedEndUser(cell)} · ${code(nameOfCell(cell))}: ${values}, ${kinds[cell.kind]}`;
}

/** A new end user is named with the line: `Ada Byron · line 4`. */
function damagedEndUser({ endUser, endUserId, line }: DamagedCell): string {
  if (endUserId !== null) return endUserLabel({ endUser, endUserId });
  return `${shorten(endUser.trim() || '–', 40)} · line ${line ?? '–'}`;
}
