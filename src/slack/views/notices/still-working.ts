// Answers a command that takes longer than Slack waits for an answer.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function stillWorking(): View {
  return view(lines(richText`⏳ This is taking longer than usual. The answer will appear here.`));
}
