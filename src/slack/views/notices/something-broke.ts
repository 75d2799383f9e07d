// An answer to a command or a click that failed on our side.

import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** `reference` is what the log knows the failure by. */
export function somethingBroke(reference: string): View {
  return view(
    lines(
      richText`💥 Sorry, something broke on our side, and that was not done.`,
      richText`Please try again in a minute. If it fails again, give this reference to whoever runs the app: ${code(reference)}`,
    ),
  );
}
