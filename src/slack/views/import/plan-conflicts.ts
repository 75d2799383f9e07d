// The first cells that were changed both here and in the file, for a member who chooses between the two.
import type { CellConflict, Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { firstOf } from '../../block-kit/first-of.ts';
import type { Part } from '../../block-kit/part.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { passages } from './changed-passage.ts';

const shown = { conflicts: 3, characters: 40 };

export function planConflicts(plan: Plan): Part[] {
  return firstOf(plan.conflicts.slice(0, shown.conflicts).map(conflictLine), plan.choiceCounts.conflicts);
}

/** Ana Núñez · 1045 · title: here CTO, in the file CEO (was Engineer) */
function conflictLine(it: CellConflict): RichTextLine {
  const values = [it.here, it.inFile, it.was].map((value) => value ?? '');
  const [here = '', inFile = '', was = ''] = passages(values, shown.characters).map((passage, index) =>
    values[index] === '' ? 'empty' : shorten(passage, shown.characters),
  );
  return richText`${endUserLabel(it)} · ${code(it.field)}: here ${bold(here)}, in the file ${bold(inFile)} (was ${was})`;
}
