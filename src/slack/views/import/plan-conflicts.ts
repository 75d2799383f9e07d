// The first conflicts: cells that were changed both here and in the file.
import type { CellConflict, Plan } from '../../../model/plan.ts';
import { diffExcerpts } from '../../block-kit/diff-excerpt.ts';
import { shorten } from '../../block-kit/escape.ts';
import type { Part } from '../../block-kit/part.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { truncatedList } from '../../block-kit/truncated-list.ts';
import { nameOfCell } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';

const shown = { conflicts: 3, characters: 40 };

export function planConflicts(plan: Plan): Part[] {
  return truncatedList(
    plan.conflicts.slice(0, shown.conflicts).map(conflictLine),
    plan.choiceCounts.conflicts,
  );
}

/** Ana Núñez · 1045 · title: now CTO, in the file CEO (was Engineer) */
function conflictLine(conflict: CellConflict): RichTextLine {
  const values = [conflict.here, conflict.inFile, conflict.was].map((value) => value ?? '');
  const [here = '', inFile = '', was = ''] = diffExcerpts(values, shown.characters).map((passage, index) =>
    values[index] === '' ? 'empty' : shorten(passage, shown.characters),
  );
  return richText`${endUserLabel(conflict)} · ${code(nameOfCell(conflict))}: now ${bold(here)}, in the file ${bold(inFile)} (was ${was})`;
}
