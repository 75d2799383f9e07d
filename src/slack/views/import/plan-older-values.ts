// The first cells that hold an older value, with who changed them since.
import type { OlderValue, Plan } from '../../../model/plan.ts';
import { diffExcerpts } from '../../block-kit/diff-excerpt.ts';
import { shorten } from '../../block-kit/escape.ts';
import type { Part } from '../../block-kit/part.ts';
import { bold, code, date, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';

const shown = { cells: 3, characters: 40 };

export function planOlderValues({ olderValues = [], choiceCounts }: Plan): Part[] {
  return truncatedList(olderValues.slice(0, shown.cells).map(olderValue), choiceCounts.olderValues);
}

/** Bo Li · 1045 · phone: now 555 0100 (changed by @bo, Nov 28, 2026), in the file 555 0199 */
function olderValue(cell: OlderValue): RichTextLine {
  const values = [cell.here, cell.inFile].map((value) => value ?? '');
  const [here = '', inFile = ''] = diffExcerpts(values, shown.characters).map((passage, index) =>
    values[index] === '' ? 'empty' : shorten(passage, shown.characters),
  );
  const changed =
    cell.by === null || cell.at === null
      ? ''
      : richText` (changed by ${member(cell.by)}, ${date(new Date(cell.at))})`;
  return richText`${endUserLabel(cell)} · ${code(nameOfCell(cell))}: now ${bold(here)}${changed}, in the file ${bold(inFile)}`;
}
