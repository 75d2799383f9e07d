// A form was sent, and it takes longer than Slack waits to save it.
import { say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function saving(): View {
  return view(lines(say`⏳ One moment, this takes longer than usual. Leave this open to see how it ends.`));
}
