// Says that a problem file could not be posted, although the plan announced it.
import { lines } from '../../block-kit/part.ts';
import { richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { reportReference } from '../notices/report-reference.ts';

/** @param reference the id under which the log has the failure; `null` when nothing failed on our side */
export function problemFileLost(reference: string | null): View {
  return view(
    lines(
      richText`⚠️ Sorry, the file with the rows that were left out could not be posted. Nothing else has changed.`,
      richText`To get it, share your file again.`,
      reference === null ? null : reportReference(reference),
    ),
  );
}
