// The first rows that a plan leaves out, with line and reason, and where to fix them.

import { counted, figure } from '../../../model/counted.ts';
import { rowsWithProblem } from '../../../model/left-out.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines, type Part } from '../../block-kit/part.ts';
import { bold, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { changedRows } from './plan-counts.ts';
import { waitingRows } from './plan-organization.ts';

const shown = 5;

/** @param file where a file with these rows is: `below` in the thread, or a member's id, in their direct messages */
export function planProblems(plan: Plan, file: 'below' | string | null): Part[] {
  return [...leftOutRows(plan), ...(file === null ? [] : [lines(whereToFix(plan, file))])];
}

function leftOutRows(plan: Plan): Part[] {
  const waiting = waitingRows(plan);
  // The question about them says how many they are.
  if (rowsWithProblem(plan) === waiting) return [];
  const some = plan.problems.slice(0, shown).sort((one, other) => one.line - other.line);
  const count = rowsWithProblem(plan) - waiting;
  const more = count > some.length;
  return [
    lines(richText`${bold(`${figure(count)} left out`)}${more ? ', such as:' : ':'}`),
    bullets(some.map(({ line, text }) => richText`line ${String(line)}: ${shorten(text, 160)}`)),
  ];
}

/** The 68 rows and 9 damaged cells are in the file below, with the reasons. … */
function whereToFix(plan: Plan, file: 'below' | string): RichTextLine | null {
  const { damagedCells } = plan;
  // Only if the rest can be applied without them, the rows that wait for an organization are in the file.
  const leftOut = rowsWithProblem(plan) - (changedRows(plan) > 0 ? 0 : waitingRows(plan));
  const what = [
    { count: leftOut, noun: 'row' },
    { count: damagedCells, noun: 'damaged cell' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, noun }) => (count === 1 ? noun : counted(count, noun)));
  if (what.length === 0) return null;
  const isOne = leftOut + damagedCells === 1;
  const isIn = richText`The ${what.join(' and ')} ${isOne ? 'is' : 'are'} in`;
  const why = `with the ${isOne ? 'reason' : 'reasons'}. Fix ${isOne ? 'it' : 'them'} there and share that file`;
  return file === 'below'
    ? richText`${isIn} the file below, ${why} here.`
    : richText`${isIn} a file that ${member(file)} gets as a direct message, ${why} there.`;
}
