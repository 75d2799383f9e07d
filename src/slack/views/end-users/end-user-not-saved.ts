// Lists why a form could not be saved, when the form can no longer show that itself.
import { columnFields } from '../../../model/columns.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** There is at most one problem per field. */
const shown = columnFields.length;

export function endUserNotSaved(problems: readonly string[]): View {
  return view(
    lines(richText`🚫 Not saved. Nothing was changed:`),
    bullets(problems.slice(0, shown).map((problem) => richText`${shorten(problem, 300)}`)),
    lines(richText`Please open the form again.`),
  );
}
