// Answers a command, a click, or a form for which Slack refused a call because there were too many.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** @param waitMs how long Slack asks to wait */
export function slackBusy(waitMs: number): View {
  return view(
    lines(
      richText`⏳ Slack is busy. Nothing was done.`,
      richText`Please try again in ${String(Math.max(1, Math.ceil(waitMs / 1_000)))} s.`,
    ),
  );
}
