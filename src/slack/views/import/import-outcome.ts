// The state of an import in a few words, for lists.

import { figure } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import { appliedCounts } from './plan-counts.ts';
import { isPartial } from './undo-counts.ts';

export function importOutcome(record: Import): string {
  switch (record.state) {
    case 'received':
    case 'reading':
      return '⏳ being read';
    case 'planned':
      return '⏳ waiting for approval';
    case 'planning':
      return '⏳ being planned again';
    case 'applying':
      return '⏳ being applied';
    case 'applied':
      return `✅ ${record.plan ? appliedCounts(record.plan) : 'applied'}`;
    case 'undoing':
      return '⏳ being undone';
    case 'undone':
      return record.undo && isPartial(record.undo) ? '↩️ partly undone' : '↩️ undone';
    case 'redoing':
      return '⏳ being applied again';
    case 'refused':
      return '🚫 refused';
    case 'unneeded':
      return nothingApplied(record);
    case 'cancelled':
      return record.decidedBy === null ? '✋ expired' : '✋ canceled';
    case 'failed':
      return '💥 failed';
    case 'ignored':
      return 'ignored';
  }
}

/** When rows were left out, this is a warning, even though there was nothing to decide. */
function nothingApplied({ plan }: Import): string {
  return plan && plan.leftOut > 0
    ? `⚠️ nothing to apply, ${figure(plan.leftOut)} left out`
    : '✅ nothing to change';
}
