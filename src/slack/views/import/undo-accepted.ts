// The private answer to a command that asks for an undo.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, link, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';

/** `permalink` leads to the import's message; `null` where it is not known. */
export function undoAccepted(it: Import, permalink: string | null): View {
  return view(
    lines(
      richText`I'm on it: ${it.state === 'redoing' ? 'applying again' : 'undoing'} ${bold(`import ${it.id}`)}, ${shorten(it.fileName, 80)}.`,
      richText`${link(permalink, 'Its thread')} will say what was taken back.`,
    ),
  );
}
