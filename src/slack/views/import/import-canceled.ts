// The message of a canceled or expired import.
import { expiryDays, type Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importNumber } from './import-title.ts';

export function importCanceled(record: Import): View {
  return view(
    lines(canceledSentence(record), richText`To import it after all, share the file again.`),
    lines(importNumber(record)),
  );
}

/** ✋ Canceled by @dana. Nothing was changed. `decidedBy` is null when the plan expired. */
export function canceledSentence(record: Import): RichTextLine {
  if (record.decidedBy === null)
    return richText`✋ Expired: no one decided within ${String(expiryDays)} days. Nothing was changed.`;
  return richText`✋ Canceled by ${member(record.decidedBy)}. Nothing was changed.`;
}
