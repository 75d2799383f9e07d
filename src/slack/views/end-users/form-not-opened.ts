// Offers to open a form: the three seconds in which Slack opens one are over, or nothing was clicked.
import { buttons, lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** Its value is the id of an organization, or anything else for a form in which the member picks one. */
export const addEndUserAction = 'add-end-user';

/**
 * The button is for the same action. What made the first try slow, such as a cold cache, is over by then.
 * @param isLate false when the member typed a message, which can't open a form
 */
export function formNotOpened(actionId: string, value: string, isLate = true): View {
  return view(
    isLate
      ? lines(richText`⏳ Slack didn't open the form in time. Nothing was lost.`)
      : lines(richText`Fill in what you know of the new end user:`),
    buttons({ actionId, label: 'Open the form', value }),
  );
}
