// The one message of an import, by the state that it is in.
import type { Import, Plan, ReadingProgress } from '../../model/import.ts';
import { importApplied } from './import-applied.ts';
import { importApplying } from './import-applying.ts';
import { importCancelled } from './import-cancelled.ts';
import { importFailed } from './import-failed.ts';
import { importPlan } from './import-plan.ts';
import { importReading } from './import-reading.ts';
import { importReceived } from './import-received.ts';
import { importRefused } from './import-refused.ts';
import type { View } from './view.ts';

/**
 * What the message says now. `progress` is looked at while the file is read only. `null` for an import about
 * which nothing is ever said.
 */
export function importMessage(it: Import, progress: ReadingProgress | null = null): View | null {
  switch (it.state) {
    case 'received':
      return importReceived(it);
    case 'reading':
      return importReading(it, progress);
    case 'planned':
      return importPlan(it, planOf(it));
    case 'applying':
      return importApplying(it, planOf(it));
    case 'applied':
      return importApplied(it, planOf(it));
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
