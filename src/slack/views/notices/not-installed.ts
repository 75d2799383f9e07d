// Somebody clicks or types a command in a channel that their company shares with one that has the app, and has not itself.

import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function notInstalled(): View {
  return view(
    lines(
      richText`This app isn't installed in your workspace. Nothing was done.`,
      richText`Please ask somebody of the workspace that has it, or a Slack admin of yours to install it.`,
    ),
  );
}
