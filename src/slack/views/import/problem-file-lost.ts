// The file of rows that an import leaves out could not be posted, though its plan says that it follows.

import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** `reference` is what the log knows the failure by; `null` where there was none of ours. */
export function problemFileLost(reference: string | null): View {
  return view(
    lines(
      richText`⚠ Sorry, the file with what was left out could not be posted here. The rest stands as the message above says.`,
      richText`Share your file once more to get it.`,
      reference === null
        ? null
        : richText`If it fails again, give this reference to whoever runs the app: ${code(reference)}`,
    ),
  );
}
