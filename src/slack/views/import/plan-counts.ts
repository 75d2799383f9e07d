// The counts of a plan in words: new, updated, unchanged, left out.

import { counted, figure } from '../../../model/counted.ts';
import type { RowCounts } from '../../../model/plan.ts';

type Words = { readonly created: string; readonly updated: string };

/** 42 new · 310 updated (518 cells) · 2,700 unchanged · 68 left out */
export function plannedCounts(counts: RowCounts): string {
  return inWords(counts, { created: 'new', updated: 'updated' });
}

/** 42 created · 310 updated (518 cells) */
export function appliedCounts(counts: RowCounts): string {
  return inWords({ ...counts, unchanged: 0, leftOut: 0 }, { created: 'created', updated: 'updated' });
}

function inWords(counts: RowCounts, words: Words): string {
  const { archived = 0, restored = 0, moved = 0, alone = 0 } = counts.turned ?? {};
  const updated = counts.updated - alone;
  const cells = counts.cells - archived - restored - moved;
  return [
    counts.created > 0 && `${figure(counts.created)} ${words.created}`,
    updated > 0 && `${figure(updated)} ${words.updated} (${counted(cells, 'cell')})`,
    archived > 0 && `${figure(archived)} archived`,
    restored > 0 && `${figure(restored)} restored`,
    moved > 0 && `${figure(moved)} moved`,
    counts.unchanged > 0 && `${figure(counts.unchanged)} unchanged`,
    counts.leftOut > 0 && `${figure(counts.leftOut)} left out`,
  ]
    .filter((part) => part !== false)
    .join(' · ');
}

/** How many end users Apply would create or update. */
export function changedRows({ created, updated }: RowCounts): number {
  return created + updated;
}
