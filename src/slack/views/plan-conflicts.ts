// The first cells that were changed both here and in the file, for a member who chooses between the two.
import type { CellConflict, Plan } from '../../model/plan.ts';
import { passages } from './changed-passage.ts';
import { endUserLabel } from './end-user-label.ts';
import { firstOf } from './first-of.ts';
import { bold, code, type Line, say } from './line.ts';
import { shorten } from './literal.ts';
import type { Part } from './part.ts';

const shown = { conflicts: 3, characters: 40 };

export function planConflicts(plan: Plan): Part[] {
  return firstOf(plan.conflicts.slice(0, shown.conflicts).map(conflictLine), plan.choiceCounts.conflicts);
}

/** Ana Núñez · 1045 · title: here CTO, in the file CEO (was Engineer) */
function conflictLine(it: CellConflict): Line {
  const values = [it.here, it.inFile, it.was].map((value) => value ?? '');
  const [here = '', inFile = '', was = ''] = passages(values, shown.characters).map((passage, index) =>
    values[index] === '' ? 'empty' : shorten(passage, shown.characters),
  );
  return say`${endUserLabel(it)} · ${code(it.field)}: here ${bold(here)}, in the file ${bold(inFile)} (was ${was})`;
}
