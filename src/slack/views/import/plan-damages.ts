// The cells that a spreadsheet damaged on the way: they stay as they are here.
import type { CellDamage, DamageKind, Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { firstOf } from '../../block-kit/first-of.ts';
import { counted } from '../../block-kit/format-numbers.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { passages } from './changed-passage.ts';

const shown = { damages: 3, characters: 30 };

const inWords: { readonly [Kind in DamageKind]: string } = {
  'leading zero': 'leading zero lost',
  plus: '+ lost',
  scientific: 'in scientific notation',
  date: 'turned into a date',
  encoding: 'letters garbled',
};

export function planDamages(plan: Plan): Part[] {
  if (plan.damagedCells === 0) return [];
  return [
    lines(damagedSentence(plan)),
    ...firstOf(plan.damages.slice(0, shown.damages).map(damageLine), plan.damagedCells),
  ];
}

function damagedSentence({ damagedCells, damages }: Plan): RichTextLine {
  const end = damages.length > 0 ? ':' : '.';
  return damagedCells === 1
    ? richText`⚠️ 1 cell was damaged by a spreadsheet and stays as it is here${end}`
    : richText`⚠️ ${counted(damagedCells, 'cell')} were damaged by a spreadsheet and stay as they are here${end}`;
}

/** Ana Núñez · 1045 · zip: 02134 → 2134, leading zero lost */
function damageLine(it: CellDamage): RichTextLine {
  const [was = '', inFile = ''] = passages([it.was, it.inFile], shown.characters).map((passage) =>
    shorten(passage, shown.characters),
  );
  return richText`${endUserLabel(it)} · ${code(it.field)}: ${was} → ${inFile}, ${inWords[it.kind]}`;
}
