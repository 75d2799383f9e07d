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

/** What a row about an organization does anyway, by its id and its name. */
const impliedActions = new Set(['create', 'add', 'new', 'rename', 'update', 'keep']);

/**
 * @param isOfOrganization whether the row is about an organization
 * @returns null for a blank cell, and for what the row says anyway
 */
export function readAction(written: string, isOfOrganization = false): RowAction | Problem | null {
  if (isBlank(written)) return null;
  const word = written.trim().toLowerCase();
  if (isOfOrganization && impliedActions.has(word)) return null;
  const action = actions[word];
  return (
    action ?? { text: `action ${quoteCell(written)} is not known: write archive or restore, or clear it` }
  );
}
