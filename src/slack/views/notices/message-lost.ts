// Tells a member that the app could not record or answer a message.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { reportReference } from './report-reference.ts';

/** @param reference the id under which the log has the failure */
export function messageLost(reference: string): View {
  return view(
    lines(
      richText`💥 Sorry, something broke on our side, and your message was lost. Nothing was read or changed.`,
      richText`Please send it again in a few minutes. ${reportReference(reference)}`,
    ),
  );
}
