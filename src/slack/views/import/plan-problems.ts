// The first rows that a plan leaves out, with line and reason, and where to fix them.

import { counted, figure } from '../../../model/counted.ts';
import { rowsWithProblem } from '../../../model/left-out.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines, type Part } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { changedRows } from './plan-counts.ts';
import { waitingRows } from './plan-organization.ts';

const shown = 5;

/** @param file where a file with these rows follows; null where none does */
export function planProblems(plan: Plan, file: 'below' | 'in your direct messages' | null): Part[] {
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

/** The 68 rows and 9 damaged cells are in the file ${file}, with the reasons. … */
function whereToFix(plan: Plan, file: 'below' | 'in your direct messages'): RichTextLine | null {
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
  return leftOut + damagedCells === 1
    ? richText`The ${what.join('')} is in the file ${file}, with the reason. Fix it there and share that file here.`
    : richText`The ${what.join(' and ')} are in the file ${file}, with the reasons. Fix them there and share that file here.`;
}
