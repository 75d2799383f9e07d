// What became of an import, in a few words: for lists.
import type { Import } from '../../model/import.ts';
import { appliedCounts } from './plan-counts.ts';

export function importOutcome(it: Import): string {
  switch (it.state) {
    case 'received':
    case 'reading':
      return '⏳ being read';
    case 'planned':
      return '⏳ waits for approval';
    case 'applying':
      return '⏳ being applied';
    case 'applied':
      return `✅ ${it.plan ? appliedCounts(it.plan) : 'applied'}`;
    case 'refused':
      return '🚫 refused';
    case 'cancelled':
      return '✋ cancelled';
    case 'failed':
      return '💥 failed';
    case 'ignored':
      return 'left alone';
  }
}
