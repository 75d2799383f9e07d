// The comment on the file of all cells, what a member who asked for it is told, and that it could not be posted.
import { counted } from '../../../model/counted.ts';
import { type Import, whyHidden } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { hiddenBecauseWords } from '../notices/hidden-because-words.ts';
import { reportReference } from '../notices/report-reference.ts';
import { threadOf } from './thread-of.ts';

export function cellsFileComment({ id, plan }: Import, of: 'plan' | 'result'): View {
  const cells = plan?.allCells === undefined ? 'All cells' : counted(plan.allCells, 'cell');
  return view(
    lines(
      of === 'plan'
        ? richText`${cells} of import ${String(id)}: what each is now and will be. ${code('why')} says why some keep their values.`
        : richText`All cells that import ${String(id)} changed: what each was before and after.`,
    ),
  );
}

/**
 * The private reply to the click, which may have been anywhere.
 * @param thread a link to the import's message
 */
export function cellsFileComing(record: Import, isKnown: boolean, thread: string | null): View {
  const { way } = record;
  const because = way === 'direct' ? null : whyHidden(record);
  if (because !== null)
    return view(
      lines(
        richText`🔒 ${hiddenBecauseWords[because]}. So the file with all cells goes to your direct messages.`,
      ),
    );
  if (way !== null && way !== 'thread')
    return view(lines(richText`The file with all cells goes to your direct messages.`));
  return view(
    lines(
      isKnown
        ? richText`The file with all cells is in the ${threadOf(record, thread)} already.`
        : richText`The file with all cells comes in the ${threadOf(record, thread)}.`,
    ),
  );
}

/** @param reference the id under which the log has the failure; `null` when the plan was replaced or decided meanwhile */
export function cellsFileLost(reference: string | null): View {
  return view(
    reference === null
      ? lines(
          richText`The file with all cells was not posted, because that plan was replaced or decided in the meantime.`,
          richText`Use the button on the current message.`,
        )
      : lines(
          richText`⚠️ Sorry, the file with all cells could not be posted. Nothing else has changed.`,
          richText`To get it, use the button again.`,
          reportReference(reference),
        ),
  );
}
