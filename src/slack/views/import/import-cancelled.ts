// A plan that a member turned down.
import { expiryDays, type Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importNumber } from './import-title.ts';

export function importCancelled(it: Import): View {
  return view(
    lines(cancelledSentence(it), richText`If you want it after all, share the file again.`),
    lines(importNumber(it)),
  );
}

/** ✋ Cancelled by @dana. Nothing was changed. — By nobody: when the plan waited too long. */
export function cancelledSentence(it: Import): RichTextLine {
  if (it.decidedBy === null)
    return richText`✋ Nobody decided for ${String(expiryDays)} days. Nothing was changed.`;
  return richText`✋ Cancelled by ${member(it.decidedBy)}. Nothing was changed.`;
}
