// What an undo or a redo kept, because it was changed since.

import { counted } from '../../../model/counted.ts';
import type { KeptItem, Undo } from '../../../model/undo.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';

const shown = { kept: 5, characters: 60 };

export function undoKept({ keptCells, keptEndUsers, kept }: Undo): Part[] {
  const total = keptCells + keptEndUsers;
  if (total === 0) return [];
  const both = [
    ...(keptEndUsers > 0 ? [counted(keptEndUsers, 'end user')] : []),
    ...(keptCells > 0 ? [counted(keptCells, 'cell')] : []),
  ].join(' and ');
  const stay = total === 1 ? 'was kept because it was' : 'were kept because they were';
  return [
    lines(richText`${bold(both)} ${stay} changed since${kept.length > 0 ? ':' : '.'}`),
    ...truncatedList(kept.slice(0, shown.kept).map(keptLine), total),
  ];
}

/** `Ana Núñez · 1045 · title: CTO, changed by @bo`, or for a whole end user `Ana Núñez · 1045, changed by @bo` */
function keptLine(item: KeptItem): RichTextLine {
  const by = item.changedBy === null ? '' : richText`, changed by ${member(item.changedBy)}`;
  if (item.field === null) return richText`${endUserLabel(item)}${by}`;
  return richText`${endUserLabel(item)} · ${code(nameOfCell({ field: item.field, ...(item.key !== undefined && { key: item.key }) }))}: ${shorten(item.now || 'empty', shown.characters)}${by}`;
}
