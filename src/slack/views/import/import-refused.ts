// The message of a file that can't be imported: why, and what to do.
import type { Import } from '../../../model/import.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText, withCode } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { importNumber } from './import-title.ts';

export function importRefused(record: Import): View {
  return view(lines(...refusedSentences(record)), lines(importNumber(record)));
}

/** 🚫 This file can't be imported. Nothing was changed. / A quote … is never closed. Fix that line and … */
export function refusedSentences(record: Import): RichTextLine[] {
  return [
    richText`🚫 ${bold("This file can't be imported.")} Nothing was changed.`,
    withCode(capitalized(record.reason ?? 'the reason is unknown')),
  ];
}

function capitalized(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
