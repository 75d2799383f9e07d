// What an undo left as it is, because somebody changed it since.
import type { KeptItem, Undo } from '../../../model/undo.ts';
import { shorten } from '../../block-kit/escape.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { counted } from '../../block-kit/format-numbers.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { bold, code, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';

const shown = { kept: 5, characters: 60 };

export function undoKept({ keptCells, keptEndUsers, kept }: Undo): Part[] {
  const total = keptCells + keptEndUsers;
  if (total === 0) return [];
  const both = [
    ...(keptEndUsers > 0 ? [counted(keptEndUsers, 'end user')] : []),
    ...(keptCells > 0 ? [counted(keptCells, 'cell')] : []),
  ].join(' and ');
  const stay = total === 1 ? 'stays as it is, because it was' : 'stay as they are, because they were';
  return [
    lines(richText`${bold(both)} ${stay} changed since${kept.length > 0 ? ':' : '.'}`),
    ...truncatedList(kept.slice(0, shown.kept).map(keptLine), total),
  ];
}

/** Ana Núñez · 1045 · title: CTO, by @bo — or of an end user as a whole: Ana Núñez · 1045, by @bo */
function keptLine(it: KeptItem): RichTextLine {
  const by = it.changedBy === null ? '' : richText`, changed by ${member(it.changedBy)}`;
  if (it.field === null) return richText`${endUserLabel(it)}${by}`;
  return richText`${endUserLabel(it)} · ${code(it.field)}: ${shorten(it.now || 'empty', shown.characters)}${by}`;
}
