// Picks the message of an import by its state.
import type { Import, ReadingProgress } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Undo } from '../../../model/undo.ts';
import type { View } from '../../block-kit/view.ts';
import { importApplied } from './import-applied.ts';
import { importApplying } from './import-applying.ts';
import { importCanceled } from './import-canceled.ts';
import { importFailed } from './import-failed.ts';
import { importPlan } from './import-plan.ts';
import { importPlanning } from './import-planning.ts';
import { importReading } from './import-reading.ts';
import { importReceived } from './import-received.ts';
import { importRedoing } from './import-redoing.ts';
import { importRefused } from './import-refused.ts';
import { importUndoing } from './import-undoing.ts';
import { importUndone } from './import-undone.ts';
import { redactForExternal } from './redact-for-external.ts';

/**
 * @param progress used only while the file is being read
 * @returns null for an ignored file, about which nothing is ever posted
 */
export function importMessage(
  full: Import,
  progress: ReadingProgress | 'stalled' | null = null,
): View | null {
  const record = full.sharedOutside ? redactForExternal(full) : full;
  switch (record.state) {
    case 'received':
      return importReceived(record);
    case 'reading':
      return importReading(record, progress);
    case 'unneeded':
    case 'planned':
      return importPlan(record, planOf(record));
    case 'planning':
      return importPlanning(record, planOf(record));
    case 'applying':
      return importApplying(record, planOf(record));
    case 'applied':
      return importApplied(record, planOf(record));
    case 'undoing':
      return importUndoing(record, planOf(record));
    case 'undone':
      return importUndone(record, undoOf(record));
    case 'redoing':
      return importRedoing(record, planOf(record));
    case 'refused':
      return importRefused(record);
    case 'cancelled':
      return importCanceled(record);
    case 'failed':
      return importFailed(record);
    case 'ignored':
      return null;
  }
}

function planOf(record: Import): Plan {
  if (!record.plan) throw new Error(`import ${record.id} is ${record.state} without a plan`);
  return record.plan;
}

function undoOf(record: Import): Undo {
  if (!record.undo) throw new Error(`import ${record.id} is ${record.state} without an undo`);
  return record.undo;
}
