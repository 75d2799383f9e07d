// The rows that a plan leaves out: the first reasons with their lines, and where to mend them.
import type { Plan } from '../../model/import.ts';
import { figure } from './figures.ts';
import { bold, say } from './line.ts';
import { shorten } from './literal.ts';
import { bullets, lines, type Part } from './part.ts';

const shown = 5;

/** `hasFile`: a file with these rows follows in the thread. */
export function planProblems(plan: Plan, hasFile: boolean): Part[] {
  if (plan.leftOut === 0) return [];
  const first = plan.problems.slice(0, shown);
  const more = plan.leftOut > first.length;
  return [
    lines(say`${bold(`${figure(plan.leftOut)} left out`)}${more ? ', the first ones:' : ':'}`),
    bullets(first.map(({ line, text }) => say`line ${String(line)}: ${shorten(text, 160)}`)),
    ...(hasFile ? [lines(say`${whereToMend(plan.leftOut)}`)] : []),
  ];
}

function whereToMend(leftOut: number): string {
  if (leftOut === 1)
    return 'It is in the file below, with its reason. Mend it there and share that file here.';
  return `All ${figure(leftOut)} are in the file below, each with its reason. Mend them there and share that file here.`;
}
