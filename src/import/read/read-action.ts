// Reads the cells of the column `action`: whether the row archives or restores its end user.
import { quoteCell } from '../../model/quote-cell.ts';
import { isBlank } from '../../model/read-cell.ts';
import type { Problem, RowAction } from '../../model/row.ts';

const actions: Readonly<Record<string, RowAction>> = {
  archive: 'archive',
  archived: 'archive',
  restore: 'restore',
  restored: 'restore',
};

/** @returns null for a blank cell */
export function readAction(written: string): RowAction | Problem | null {
  if (isBlank(written)) return null;
  const action = actions[written.trim().toLowerCase()];
  return (
    action ?? { text: `action ${quoteCell(written)} is not known: write archive or restore, or clear it` }
  );
}
