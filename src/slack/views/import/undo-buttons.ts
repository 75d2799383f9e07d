// The buttons that take back an import, and that take back the undo.
import type { Import } from '../../../model/import.ts';
import { buttons, type Part } from '../../block-kit/part.ts';

export const undoImportAction = 'undo-import';
export const redoImportAction = 'redo-import';

export function undoButton(it: Import): Part {
  return buttons({
    actionId: undoImportAction,
    label: 'Undo',
    value: importAndPlan(it),
    confirm: {
      title: `Undo import ${it.id}?`,
      text: 'End users that it created go, and cells that it changed get their old values back. What somebody changed since stays as it is.',
      confirm: 'Undo',
      deny: 'Leave it',
    },
  });
}

export function redoButton(it: Import): Part {
  return buttons({
    actionId: redoImportAction,
    label: 'Undo the undo',
    value: importAndPlan(it),
    confirm: {
      title: `Apply import ${it.id} again?`,
      text: 'What the undo took back is done again. What somebody changed since stays as it is.',
      confirm: 'Apply again',
      deny: 'Leave it',
    },
  });
}

function importAndPlan({ id, planNumber }: Import): string {
  return `${id}.${planNumber}`;
}
