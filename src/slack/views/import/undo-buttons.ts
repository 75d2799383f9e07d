// The buttons “Undo” and “Redo” of an import, with what Slack asks before.
import type { Import } from '../../../model/import.ts';
import type { Undo } from '../../../model/undo.ts';
import { type Button, buttons, type Confirm, type Part } from '../../block-kit/part.ts';

export const undoImportAction = 'undo-import';
export const redoImportAction = 'redo-import';

/** What is asked before an import is undone, wherever that is. */
export const undoQuestion = ({ id }: Import): Confirm => ({
  title: `Undo import ${id}?`,
  text: 'End users that it created are removed. Cells that it changed get their old values back. Whatever was changed since then stays.',
  confirm: 'Undo',
  deny: 'Keep it',
});

export const redoQuestion = ({ id }: Import): Confirm => ({
  title: `Apply import ${id} again?`,
  text: 'What the undo reverted is applied again. Whatever was changed since then stays.',
  confirm: 'Apply again',
  deny: 'Leave it undone',
});

export const undoButton = (record: Import): Button => ({
  actionId: undoImportAction,
  label: 'Undo',
  value: importAndPlan(record),
  confirm: undoQuestion(record),
});

export const redoButton = (record: Import): Button => ({
  actionId: redoImportAction,
  label: 'Redo',
  value: importAndPlan(record),
  confirm: redoQuestion(record),
});

/** “Undo import 13 too”: the newest import that holds back an undo. Null if none does. */
export function undoTooButton({ keptBy }: Undo): Part | null {
  if (keptBy == null) return null;
  return buttons({
    actionId: undoImportAction,
    label: `Undo import ${keptBy} too`,
    value: `${keptBy}.0`,
    confirm: {
      title: `Undo import ${keptBy} too?`,
      text: 'Everything that it did is undone, not only what is kept here. Whatever was changed since then stays.',
      confirm: 'Undo',
      deny: 'Keep it',
    },
  });
}

/** The value of a button about an import and the plan that the member saw. */
export function importAndPlan({ id, planNumber }: Import): string {
  return `${id}.${planNumber}`;
}
