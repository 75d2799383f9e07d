// Shown in a form while it takes longer to save than Slack waits for an answer.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function stillSaving(): View {
  return view(lines(richText`⏳ Saving is taking longer than usual. Leave this open to see the result.`));
}
