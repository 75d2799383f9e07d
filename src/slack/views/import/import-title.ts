// Names the file that a message is about.

import { counted } from '../../../model/counted.ts';
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { size } from '../../block-kit/format-numbers.ts';
import { bold, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/** 📄 july-people.csv · 3,120 rows · shared by @dana */
export function importTitle(record: Import): RichTextLine {
  return dotted([fileOf(record), ...extent(record), richText`shared by ${member(record.requestedBy)}`]);
}

/** 📄 july-people.csv · import 184 */
export function importNumber(record: Import): RichTextLine {
  return dotted([fileOf(record), richText`import ${String(record.id)}`]);
}

function fileOf(record: Import): RichTextLine {
  return richText`📄 ${bold(shorten(record.fileName, 80))}`;
}

function extent({ plan, fileSize }: Import): string[] {
  if (plan) return [counted(plan.rows, 'row')];
  return fileSize > 0 ? [size(fileSize)] : [];
}
