// Answers a command, a click, or a form that failed on our side.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { reportReference } from './report-reference.ts';

/** @param reference the id under which the log has the failure */
export function internalError(reference: string): View {
  return view(
    lines(
      richText`💥 Sorry, something broke on our side. Nothing was done.`,
      richText`Please try again in a minute. ${reportReference(reference)}`,
    ),
  );
}
