// What a plan leaves out: the first reasons with their lines, and where to mend them.
import type { Plan } from '../../model/import.ts';
import { counted, figure } from './figures.ts';
import { bold, type Line, say } from './line.ts';
import { shorten } from './literal.ts';
import { bullets, lines, type Part } from './part.ts';

const shown = 5;

/** `hasFile`: a file with these rows follows in the thread. */
export function planProblems(plan: Plan, hasFile: boolean): Part[] {
  return [...leftOutRows(plan), ...(hasFile ? [lines(whereToMend(plan))] : [])];
}

function leftOutRows(plan: Plan): Part[] {
  if (plan.leftOut === 0) return [];
  const first = plan.problems.slice(0, shown);
  const more = plan.leftOut > first.length;
  return [
    lines(say`${bold(`${figure(plan.leftOut)} left out`)}${more ? ', the first ones:' : ':'}`),
    bullets(first.map(({ line, text }) => say`line ${String(line)}: ${shorten(text, 160)}`)),
  ];
}

/** Nothing is where there is no such file. */
function whereToMend({ leftOut, damagedCells }: Plan): Line | null {
  const damaged = counted(damagedCells, 'damaged cell');
  const isOne = leftOut + damagedCells === 1;
  const mend = `Mend ${isOne ? 'it' : 'them'} there and share that file here.`;
  if (leftOut === 0) {
    if (damagedCells === 0) return null;
    return say`The ${damaged} ${isOne ? 'is' : 'are'} in the file below. ${mend}`;
  }
  const reason = leftOut === 1 ? 'with its reason' : 'each with its reason';
  const rows = leftOut === 1 ? 'It is' : `All ${figure(leftOut)} are`;
  const also = damagedCells > 0 ? `, and so ${damagedCells === 1 ? 'is' : 'are'} the ${damaged}` : '';
  return say`${rows} in the file below, ${reason}${also}. ${mend}`;
}
