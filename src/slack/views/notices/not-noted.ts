// What a member is told of a message whose files could not even be noted, or that could not be answered.

import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** `reference` is what the log knows the failure by. */
export function notNoted(reference: string): View {
  return view(
    lines(
      richText`💥 Sorry, something broke on our side, and your message got lost. Nothing was read or changed.`,
      richText`Please send it again in a few minutes. If it fails again, give this reference to whoever runs the app: ${code(reference)}`,
    ),
  );
}
