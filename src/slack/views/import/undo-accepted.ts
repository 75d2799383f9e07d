// Answers `undo` and `redo`: which import, and where the result will be.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, link, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** @param permalink link to the import's message; `null` when unknown */
export function undoAccepted(record: Import, permalink: string | null): View {
  const name = bold(`import ${record.id}`);
  const file = shorten(record.fileName, 80);
  return view(
    lines(
      record.state === 'redoing'
        ? richText`Applying ${name} again: ${file}.`
        : richText`Undoing ${name}: ${file}.`,
      richText`${link(permalink, 'Its thread')} will show the result.`,
    ),
  );
}
