// Answers a member whose own company doesn't have the app, in a channel shared with a company that has it.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function notInstalled(): View {
  return view(
    lines(
      richText`This app isn't installed in your workspace. Nothing was done.`,
      richText`Ask someone in the workspace that has it, or ask a Slack admin of your workspace to install it.`,
    ),
  );
}
