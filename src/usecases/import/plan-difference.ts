// Describes how a plan differs from the one that a member approved.
import { counted, figure } from '../../model/counted.ts';
import type { Plan } from '../../model/plan.ts';

const countsOf = ({ choiceCounts, ...plan }: Plan) => ({ ...plan, ...choiceCounts });

/** Each count with its words for one and for several. */
const comparedCounts = [
  ['created', 'new', 'new'],
  ['updated', 'updated', 'updated'],
  ['cells', 'changed cell', 'changed cells'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['leftOut', 'left out', 'left out'],
  ['damagedCells', 'damaged cell', 'damaged cells'],
  ['lookAlikes', 'possible duplicate', 'possible duplicates'],
  ['emptyCells', 'empty cell', 'empty cells'],
  ['unknownIds', 'row with an unknown contact_id', 'rows with an unknown contact_id'],
  ['archived', 'row about an archived end user', 'rows about archived end users'],
  ['otherOrganizations', 'move', 'moves'],
  ['otherPeople', 'row about someone else', 'rows about someone else'],
  ['olderValues', 'older value', 'older values'],
  ['conflicts', 'conflict', 'conflicts'],
] as const;

/** A few sentences: the counts that differ, or that only values differ. */
export function describePlanDifference(shownPlan: Plan, newPlan: Plan): string {
  const shown = countsOf(shownPlan);
  const now = countsOf(newPlan);
  const differences = comparedCounts
    .filter(([count]) => shown[count] !== now[count])
    .map(
      ([count, one, several]) => `${counted(now[count], one, several)} instead of ${figure(shown[count])}`,
    );
  const difference =
    differences.length > 0
      ? `Now: ${differences.join(', ')}.`
      : 'The counts are the same; some values differ.';
  return `The data changed after the previous plan was shown, so nothing was applied. This is the new plan. ${difference}`;
}
