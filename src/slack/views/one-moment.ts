// The answer to a command takes longer than Slack waits for one.
import { say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function oneMoment(): View {
  return view(lines(say`⏳ One moment, this takes longer than usual. The answer follows here.`));
}
