// A file that can't be imported as a whole: why, and what to do.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText, sentence } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importNumber } from './import-title.ts';

export function importRefused(it: Import): View {
  return view(lines(...refusedSentences(it)), lines(importNumber(it)));
}

/** 🚫 This file can't be imported; nothing was changed. / A quote … is never closed. Mend that line and … */
export function refusedSentences(it: Import): RichTextLine[] {
  return [
    richText`🚫 ${bold("This file can't be imported;")} nothing was changed.`,
    sentence(capitalized(it.reason ?? 'the reason is not known')),
  ];
}

function capitalized(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
