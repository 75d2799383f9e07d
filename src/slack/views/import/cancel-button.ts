// The button that cancels an import, before and after its plan.
import type { Import } from '../../../model/import.ts';
import type { Button } from '../../block-kit/part.ts';

export const cancelImportAction = 'cancel-import';

/** The value has the same form as the one of Apply. A plan's number doesn't matter: canceling means all plans. */
export const cancelButton = ({ id, planNumber }: Import): Button => ({
  actionId: cancelImportAction,
  label: 'Cancel',
  value: `${id}.${planNumber}`,
});
