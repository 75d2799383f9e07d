// Counts domain events: steps, rows, and durations of imports and exports.
import type { DomainEvent } from '../model/domain-event.ts';
import type { RowCounts } from '../model/plan.ts';
import type { Instruments, Stage } from './instruments.ts';

/** The stage that ends with an event. */
const endedStages: { readonly [What in DomainEvent['what']]?: Stage } = {
  'import read': 'reading',
  'import planned': 'planning',
  'import unneeded': 'planning',
  'import applied': 'applying',
  'import undone': 'undoing',
  'import redone': 'undoing',
  'export written': 'writing',
};

export function countDomainEvent(instruments: Instruments, event: DomainEvent): void {
  const { steps, refusals, exportRows, stageSeconds } = instruments;
  steps.inc({ step: event.what });
  const stage = endedStages[event.what];
  if (stage && 'ms' in event && event.ms !== undefined) stageSeconds.observe({ stage }, event.ms / 1_000);
  if (event.what === 'import refused' || event.what === 'share not read')
    refusals.inc({ code: event.code ?? 'other' });
  if (event.what === 'import applied' || event.what === 'import unneeded') countRows(instruments, event);
  if (event.what === 'export written') exportRows.inc(event.rows);
}

function countRows({ importRows }: Instruments, { created, updated, unchanged, leftOut }: RowCounts): void {
  importRows.inc({ outcome: 'created' }, created);
  importRows.inc({ outcome: 'updated' }, updated);
  importRows.inc({ outcome: 'unchanged' }, unchanged);
  importRows.inc({ outcome: 'left out' }, leftOut);
}
