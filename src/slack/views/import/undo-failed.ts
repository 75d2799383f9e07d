// Says that the last undo or redo of an import failed on our side.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { reportReference } from '../notices/report-reference.ts';

/** `null` when nothing failed. A failed undo leaves the import applied, a failed redo leaves it undone. */
export function undoFailed({ state, reason }: Import): Part | null {
  if (reason === null) return null;
  const what = state === 'applied' ? 'undo' : 'redo';
  return lines(
    richText`💥 Sorry, something broke on our side during the ${what}. Nothing was changed.`,
    richText`Please try again. ${reportReference(shorten(reason, 40))}`,
  );
}
