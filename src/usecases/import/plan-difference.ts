// Describes how a plan differs from the one that a member approved.
import type { Plan } from '../../model/plan.ts';

const countsOf = ({ choiceCounts, ...plan }: Plan) => ({ ...plan, ...choiceCounts });

/** Each count with its words for one and for several. */
const counted = [
  ['created', 'new', 'new'],
  ['updated', 'updated', 'updated'],
  ['cells', 'changed cell', 'changed cells'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['leftOut', 'left out', 'left out'],
  ['damagedCells', 'damaged cell', 'damaged cells'],
  ['lookAlikes', 'that looks like an existing end user', 'that look like existing end users'],
  ['emptyCells', 'empty cell', 'empty cells'],
  ['unknownIds', 'with an unknown contact_id', 'with an unknown contact_id'],
  ['conflicts', 'conflict', 'conflicts'],
] as const;

const format = (value: number): string => value.toLocaleString('en-US');

/** A few sentences: the counts that differ, or that only values differ. */
export function describePlanDifference(shownPlan: Plan, newPlan: Plan): string {
  const shown = countsOf(shownPlan);
  const now = countsOf(newPlan);
  const differences = counted
    .filter(([count]) => shown[count] !== now[count])
    .map(([count, one, several]) => {
      const words = now[count] === 1 ? one : several;
      return `${format(now[count])} ${words} instead of ${format(shown[count])}`;
    });
  const difference =
    differences.length > 0
      ? `Now: ${differences.join(', ')}.`
      : 'The counts are the same; some values differ.';
  return `The data changed after this plan was shown, so nothing was applied. ${difference}`;
}
