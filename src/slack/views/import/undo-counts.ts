// What an undo, or the undo of an undo, did: in words.
import type { UndoCounts } from '../../../model/undo.ts';
import { counted, figure } from '../../block-kit/format-numbers.ts';

/** 42 end users removed · 310 changed back (518 cells) */
export function undoneCounts(counts: UndoCounts): string {
  return inWords(counts, 'changed back');
}

/** 42 end users restored · 310 changed again (518 cells) */
export function redoneCounts(counts: UndoCounts): string {
  return inWords(counts, 'changed again');
}

/** Whether anything was done, and so could be taken back. */
export function didAnything({ removed, restored, cells }: UndoCounts): boolean {
  return removed + restored + cells > 0;
}

function inWords(counts: UndoCounts, changed: string): string {
  const parts = [
    { count: counts.removed, did: 'removed' },
    { count: counts.restored, did: 'restored' },
    { count: counts.endUsers, did: `${changed} (${counted(counts.cells, 'cell')})` },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, did }, index) => `${index === 0 ? counted(count, 'end user') : figure(count)} ${did}`)
    .join(' · ');
}
