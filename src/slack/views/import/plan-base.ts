// Names the export that an imported file is based on.
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bold, date, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/** Based on the export of Nov 20, 2026, 14:03. The file is named only when the imported file has another name. */
export function planBase({ fileName }: Import, { base }: Plan): RichTextLine | null {
  if (base === null) return null;
  const exported = date(new Date(base.exportedAt));
  return base.fileName === fileName
    ? richText`Based on the export of ${exported}.`
    : richText`Based on the export ${bold(shorten(base.fileName, 60))} of ${exported}.`;
}
