// The line that says which file a message is about.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { counted, size } from '../../block-kit/format-numbers.ts';
import { bold, dotted, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';

/** 📄 july-people.csv · 3,120 rows · shared by @dana */
export function importTitle(it: Import): RichTextLine {
  return dotted([fileOf(it), ...extent(it), richText`shared by ${member(it.requestedBy)}`]);
}

/** 📄 july-people.csv · import 184: under a message that needs nothing more. */
export function importNumber(it: Import): RichTextLine {
  return dotted([fileOf(it), richText`import ${String(it.id)}`]);
}

function fileOf(it: Import): RichTextLine {
  return richText`📄 ${bold(shorten(it.fileName, 80))}`;
}

function extent({ plan, fileSize }: Import): string[] {
  if (plan) return [counted(plan.rows, 'row')];
  return fileSize > 0 ? [size(fileSize)] : [];
}
