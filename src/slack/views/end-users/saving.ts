// A form was sent, and it takes longer than Slack waits to save it.

import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function saving(): View {
  return view(
    lines(richText`⏳ One moment, this takes longer than usual. Leave this open to see how it ends.`),
  );
}
