// What a plan leaves out: some reasons with their lines, and where to mend them.
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { counted, figure } from '../../block-kit/format-numbers.ts';
import { bullets, lines, type Part } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

const shown = 5;

/** `hasFile`: a file with these rows follows in the thread. */
export function planProblems(plan: Plan, hasFile: boolean): Part[] {
  return [...leftOutRows(plan), ...(hasFile ? [lines(whereToMend(plan))] : [])];
}

function leftOutRows(plan: Plan): Part[] {
  if (plan.leftOut === 0) return [];
  const some = plan.problems.slice(0, shown).sort((one, other) => one.line - other.line);
  const more = plan.leftOut > some.length;
  return [
    lines(richText`${bold(`${figure(plan.leftOut)} left out`)}${more ? ', such as:' : ':'}`),
    bullets(some.map(({ line, text }) => richText`line ${String(line)}: ${shorten(text, 160)}`)),
  ];
}

/** The 68 rows and 9 damaged cells are in the file below, … */
function whereToMend({ leftOut, damagedCells }: Plan): RichTextLine | null {
  const what = [
    { count: leftOut, one: 'row' },
    { count: damagedCells, one: 'damaged cell' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, one }) => (count === 1 ? one : counted(count, one)));
  if (what.length === 0) return null;
  return leftOut + damagedCells === 1
    ? richText`The ${what.join('')} is in the file below, with its reason. Mend it there and share that file here.`
    : richText`The ${what.join(' and ')} are in the file below, each with its reason. Mend them there and share that file here.`;
}
