// Offers to open a form again, when the three seconds in which Slack opens one are over.
import { buttons, lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** Its value is the id of an organization, or anything else for a form in which the member picks one. */
export const addEndUserAction = 'add-end-user';

/** The button is for the same action. What made the first try slow, such as a cold cache, is over by then. */
export function formNotOpened(actionId: string, value: string): View {
  return view(
    lines(richText`⏳ Slack didn't open the form in time. Nothing was lost.`),
    buttons({ actionId, label: 'Open the form', value }),
  );
}
