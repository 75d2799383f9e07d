// Says how a plan differs from the one that a member approved.
import type { Plan } from '../../model/plan.ts';

const counts = ({ choiceCounts, ...plan }: Plan) => ({ ...plan, ...choiceCounts });

const counted = [
  ['created', 'new'],
  ['updated', 'updated'],
  ['cells', 'cells changed'],
  ['unchanged', 'unchanged'],
  ['leftOut', 'left out'],
  ['damagedCells', 'cells damaged'],
  ['lookAlikes', 'that look like somebody'],
  ['emptyCells', 'empty cells'],
  ['unknownIds', 'with an unknown contact_id'],
  ['conflicts', 'conflicts'],
] as const;

const figure = (value: number): string => value.toLocaleString('en-US');

/** A sentence: what differs in numbers, or that it is the values. */
export function differenceBetween(shownPlan: Plan, nowPlan: Plan): string {
  const shown = counts(shownPlan);
  const now = counts(nowPlan);
  const differing = counted
    .filter(([count]) => shown[count] !== now[count])
    .map(([count, words]) => `${figure(now[count])} ${words} instead of ${figure(shown[count])}`);
  const difference = differing.length > 0 ? differing.join(', ') : 'the values that are here now';
  return `The data here changed since the plan was shown, so nothing was applied. What differs now: ${difference}.`;
}
