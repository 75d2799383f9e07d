// Names the export that an imported file is based on.
import { counted } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bold, date, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/**
 * Based on the export of Nov 20, 2026, 14:03. The file is named only when the imported file has another name. 2 cells still
 * hold the exported value and keep the current one, because others have changed it since.
 */
export function planBase(
  { fileName }: Import,
  { base, staleCells = 0, missing = 0 }: Plan,
): RichTextLine | null {
  if (base === null) return null;
  const exported = date(new Date(base.exportedAt));
  const name = base.fileName === fileName ? '' : richText` ${bold(shorten(base.fileName, 60))}`;
  const thread =
    base.thread === undefined
      ? ''
      : richText`, as its name says, although it was shared in the thread of ${bold(shorten(base.thread, 60))}`;
  return richText`Based on the export${name} of ${exported}${thread}.${stale(staleCells)}${absent(missing)}`;
}

function absent(endUsers: number): string {
  if (endUsers === 0) return '';
  return ` ${counted(endUsers, 'end user of the export is', 'end users of the export are')} not in the file; ${endUsers === 1 ? 'this one stays' : 'they stay'}.`;
}

function stale(cells: number): string {
  if (cells === 0) return '';
  return cells === 1
    ? ' 1 cell still holds the exported value; others have changed it since, so it keeps the current one.'
    : ` ${counted(cells, 'cell')} still hold the exported values; others have changed them since, so they keep the current ones.`;
}
