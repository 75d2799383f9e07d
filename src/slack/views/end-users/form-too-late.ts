// Slack lets a form open for three seconds only, and those were over.

import { buttons, lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** The button asks for the form once more: what took its time is at hand by then. */
export function formTooLate(actionId: string, value: string): View {
  return view(
    lines(richText`⏳ That took longer than Slack lets a form wait. Nothing is lost.`),
    buttons({ actionId, label: 'Open the form', value }),
  );
}
