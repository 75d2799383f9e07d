// What became of imports and exports, as figures.
import type { DomainEvent } from '../model/domain-event.ts';
import type { RowCounts } from '../model/plan.ts';
import type { Instruments, Stage } from './instruments.ts';

/** Which stage comes to its end with a step. */
const stages: { readonly [What in DomainEvent['what']]?: Stage } = {
  'import read': 'reading',
  'import planned': 'planning',
  'import unneeded': 'planning',
  'import applied': 'applying',
  'import undone': 'undoing',
  'import redone': 'undoing',
  'export written': 'writing',
};

export function countDomainEvent({ steps, refusals, importRows, exportRows, stageSeconds }: Instruments) {
  return (it: DomainEvent): void => {
    steps.inc({ step: it.what });
    const stage = stages[it.what];
    if (stage && 'ms' in it && it.ms !== undefined) stageSeconds.observe({ stage }, it.ms / 1_000);
    if (it.what === 'import refused') refusals.inc({ code: it.code ?? 'other' });
    if (it.what === 'import applied' || it.what === 'import unneeded') countRows(it);
    if (it.what === 'export written') exportRows.inc(it.rows);
  };

  function countRows({ created, updated, unchanged, leftOut }: RowCounts): void {
    importRows.inc({ outcome: 'created' }, created);
    importRows.inc({ outcome: 'updated' }, updated);
    importRows.inc({ outcome: 'unchanged' }, unchanged);
    importRows.inc({ outcome: 'left out' }, leftOut);
  }
}
