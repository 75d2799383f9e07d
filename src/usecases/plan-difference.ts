// Says how a plan differs from the one that a member approved.
import type { Plan } from '../model/import.ts';

const counted = [
  ['created', 'new'],
  ['updated', 'updated'],
  ['cells', 'cells changed'],
  ['unchanged', 'unchanged'],
  ['leftOut', 'left out'],
  ['damagedCells', 'cells damaged'],
] as const;

const figure = (value: number): string => value.toLocaleString('en-US');

/** A sentence: what differs in numbers, or that it is the values. */
export function differenceBetween(shown: Plan, now: Plan): string {
  const differing = counted
    .filter(([count]) => shown[count] !== now[count])
    .map(([count, words]) => `${figure(now[count])} ${words} instead of ${figure(shown[count])}`);
  const difference =
    differing.length > 0 ? differing.join(', ') : 'the values that would be replaced are others';
  return `Somebody changed end users here since the plan was shown, so nothing was applied. What differs now: ${difference}.`;
}
