// What became of an import, in a few words: for lists.
import type { Import } from '../../../model/import.ts';
import { figure } from '../../block-kit/format-numbers.ts';
import { appliedCounts } from './plan-counts.ts';

export function importOutcome(it: Import): string {
  switch (it.state) {
    case 'received':
    case 'reading':
      return '⏳ being read';
    case 'planned':
      return '⏳ waits for approval';
    case 'planning':
      return '⏳ being worked out again';
    case 'applying':
      return '⏳ being applied';
    case 'applied':
      return `✅ ${it.plan ? appliedCounts(it.plan) : 'applied'}`;
    case 'undoing':
      return '⏳ being undone';
    case 'undone':
      return '↩️ undone';
    case 'redoing':
      return '⏳ being applied again';
    case 'refused':
      return '🚫 refused';
    case 'unneeded':
      return nothingApplied(it);
    case 'cancelled':
      return '✋ cancelled';
    case 'failed':
      return '💥 failed';
    case 'ignored':
      return 'left alone';
  }
}

/** A file whose rows were left out didn't go well, even if there was nothing to decide about it. */
function nothingApplied({ plan }: Import): string {
  return plan && plan.leftOut > 0
    ? `⚠️ nothing to apply, ${figure(plan.leftOut)} left out`
    : '✅ nothing to change';
}
