// Something of ours broke for good while an import was undone, or applied again: it stands as it stood before.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines, type Part } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';

/** `null` where nothing broke. */
export function lastTryFailed({ state, reason }: Import): Part | null {
  if (reason === null) return null;
  const what = state === 'applied' ? 'the undo' : 'the undo of the undo';
  return lines(
    richText`💥 Sorry, something broke on our side: ${what} changed nothing. Please try again.`,
    richText`If it fails again, give this reference to whoever runs the app: ${code(shorten(reason, 40))}`,
  );
}
