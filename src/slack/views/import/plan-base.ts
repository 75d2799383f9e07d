// The export that an imported file was made from.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bold, date, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/** Made from our export (Nov 20, 2026, 14:03). It is named where the imported file has another name. */
export function planBase({ fileName }: Import, { base }: Plan): RichTextLine | null {
  if (base === null) return null;
  const exported = date(new Date(base.exportedAt));
  return base.fileName === fileName
    ? richText`Made from our export (${exported}).`
    : richText`Made from our export ${bold(shorten(base.fileName, 60))} (${exported}).`;
}
