// The answer to a command takes longer than Slack waits for one.

import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

export function oneMoment(): View {
  return view(lines(richText`⏳ One moment, this takes longer than usual. The answer follows here.`));
}
