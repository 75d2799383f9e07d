// Something of ours broke for good while an import was read or applied.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importNumber } from './import-title.ts';

export function importFailed(it: Import): View {
  return view(
    lines(
      failedSentence(),
      richText`Please share it again. If that fails too, give this reference to whoever runs the app: ${code(it.reason ?? '–')}`,
    ),
    lines(importNumber(it)),
  );
}

/** 💥 Something broke on our side with this file, sorry. Nothing was changed. */
export function failedSentence(): RichTextLine {
  return richText`💥 Sorry, something broke on our side with this file. Nothing was changed.`;
}
