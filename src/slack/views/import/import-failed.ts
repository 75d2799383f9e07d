// The message of an import that failed on our side.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { reportReference } from '../notices/report-reference.ts';
import { importNumber } from './import-title.ts';

export function importFailed(record: Import): View {
  return view(
    lines(failedSentence(), richText`Please share it again. ${reportReference(record.reason ?? '–')}`),
    lines(importNumber(record)),
  );
}

export function failedSentence(): RichTextLine {
  return richText`💥 Sorry, something broke on our side with this file. Nothing was changed.`;
}
