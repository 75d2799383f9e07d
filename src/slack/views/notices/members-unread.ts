// Answers a command, a click, or a form for which it isn't known yet who the member is.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** @param waitSeconds after which it is worth another try */
export function membersUnread(waitSeconds: number): View {
  return view(
    lines(
      richText`⏳ I'm still reading from Slack who is in this workspace, which takes minutes where many are. Nothing was done.`,
      richText`Please try again in ${String(waitSeconds)} s.`,
    ),
  );
}
