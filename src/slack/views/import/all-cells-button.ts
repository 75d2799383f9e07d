// The button that shows all cells of a plan or of a result.
import { counted } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Button } from '../../block-kit/part.ts';
import { changedRows } from './plan-counts.ts';

export const allCellsAction = 'all-cells';

/** Empty where no cell would change. Plans of earlier versions don't say how many cells they have. */
export function allCellsButton(record: Import, plan: Plan): Button[] {
  if (changedRows(plan) === 0 || !['planned', 'applied'].includes(record.state)) return [];
  const { allCells } = plan;
  const label =
    allCells === undefined
      ? 'All cells'
      : allCells === 1
        ? 'Show the cell'
        : `All ${counted(allCells, 'cell')}`;
  return [{ actionId: allCellsAction, label, value: `${record.id}.${record.planNumber}` }];
}
