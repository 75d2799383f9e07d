// The counts of an undo or a redo in words.

import { counted, figure } from '../../../model/counted.ts';
import type { Undo, UndoCounts } from '../../../model/undo.ts';
import { countedSubjects } from './subject-noun.ts';

/** 42 end users removed · 310 reverted (518 cells) */
export function undoneCounts(counts: UndoCounts): string {
  return inWords(counts, 'reverted');
}

/** 42 end users restored · 310 changed again (518 cells) */
export function redoneCounts(counts: UndoCounts): string {
  return inWords(counts, 'changed again');
}

/** To end "This would …": remove 5 end users and revert 310 (518 cells) */
export function wouldDo(counts: UndoCounts, direction: 'undo' | 'redo'): string {
  const { removed, restored, endUsers, cells } = counts;
  const changed = counted(cells, 'cell');
  const parts = [
    { count: removed, verb: 'remove', after: '' },
    { count: restored, verb: 'restore', after: '' },
    direction === 'undo'
      ? { count: endUsers, verb: 'revert', after: ` (${changed})` }
      : { count: endUsers, verb: 'change', after: ` again (${changed})` },
  ].filter(({ count }) => count > 0);
  const words = parts.map(
    ({ count, verb, after }, index) =>
      `${verb} ${index === 0 ? countedSubjects(count, counts) : figure(count)}${after}`,
  );
  return new Intl.ListFormat('en').format(words);
}

/** Whether the undo did anything, so that there is something to redo. */
export function didAnything({ removed, restored, cells }: UndoCounts): boolean {
  return removed + restored + cells > 0;
}

/** Whether later changes or other end users hold something back. */
export function isPartial({ keptCells, keptEndUsers, emailsNotRestored, movesNotRestored }: Undo): boolean {
  return keptCells + keptEndUsers + (emailsNotRestored?.count ?? 0) + (movesNotRestored?.count ?? 0) > 0;
}

function inWords(counts: UndoCounts, changed: string): string {
  const parts = [
    { count: counts.removed, did: 'removed' },
    { count: counts.restored, did: 'restored' },
    { count: counts.endUsers, did: `${changed} (${counted(counts.cells, 'cell')})` },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, did }, index) => `${index === 0 ? countedSubjects(count, counts) : figure(count)} ${did}`)
    .join(' · ');
}
