// The one message of an import, by the state that it is in.
import type { Import, ReadingProgress } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Undo } from '../../../model/undo.ts';
import type { View } from '../../block-kit/view.ts';
import { importApplied } from './import-applied.ts';
import { importApplying } from './import-applying.ts';
import { importCancelled } from './import-cancelled.ts';
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
 * What the message says now. `progress` is looked at while the file is read only. `null` for an import about
 * which nothing is ever said.
 */
export function importMessage(of: Import, progress: ReadingProgress | null = null): View | null {
  const it = of.sharedOutside ? redactForExternal(of) : of;
  switch (it.state) {
    case 'received':
      return importReceived(it);
    case 'reading':
      return importReading(it, progress);
    case 'unneeded':
    case 'planned':
      return importPlan(it, planOf(it));
    case 'planning':
      return importPlanning(it, planOf(it));
    case 'applying':
      return importApplying(it, planOf(it));
    case 'applied':
      return importApplied(it, planOf(it));
    case 'undoing':
      return importUndoing(it, planOf(it));
    case 'undone':
      return importUndone(it, undoOf(it));
    case 'redoing':
      return importRedoing(it, planOf(it));
    case 'refused':
      return importRefused(it);
    case 'cancelled':
      return importCancelled(it);
    case 'failed':
      return importFailed(it);
    case 'ignored':
      return null;
  }
}

function planOf(it: Import): Plan {
  if (!it.plan) throw new Error(`import ${it.id} is ${it.state} without a plan`);
  return it.plan;
}

function undoOf(it: Import): Undo {
  if (!it.undo) throw new Error(`import ${it.id} is ${it.state} without an undo`);
  return it.undo;
}
