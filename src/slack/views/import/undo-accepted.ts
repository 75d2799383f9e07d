// Answers `undo` and `redo`: which import, and where the result will be.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, member, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { threadOf } from './thread-of.ts';

/** @param permalink link to the import's message; `null` when unknown */
export function undoAccepted(record: Import, permalink: string | null): View {
  const name = bold(`import ${record.id}`);
  const file = shorten(record.fileName, 80);
  return view(
    lines(
      record.state === 'redoing'
        ? richText`Applying ${name} again: ${file}.`
        : richText`Undoing ${name}: ${file}.`,
      whereResult(record, permalink, true),
    ),
  );
}

/** @param isOwn whether the reader asked for the undo or redo that is running: they get its result */
export function whereResult(
  { id, way, undoneBy }: Import,
  permalink: string | null,
  isOwn: boolean,
): RichTextLine {
  if (way === null || way === 'thread')
    return richText`The ${threadOf({ id }, permalink)} will show the result.`;
  if (isOwn || undoneBy === null)
    return way === 'private'
      ? richText`You get the result privately, in the channel of the file.`
      : richText`The result goes to your direct messages.`;
  return richText`${member(undoneBy)} gets the result privately.`;
}
