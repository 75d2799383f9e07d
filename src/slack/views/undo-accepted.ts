// The private answer to a command that asks for an undo.
import type { Import } from '../../model/import.ts';
import { bold, link, say } from './line.ts';
import { shorten } from './literal.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

/** `permalink` leads to the import's message; `null` where it is not known. */
export function undoAccepted(it: Import, permalink: string | null): View {
  return view(
    lines(
      say`I'm on it: ${it.state === 'redoing' ? 'applying again' : 'undoing'} ${bold(`import ${it.id}`)}, ${shorten(it.fileName, 80)}.`,
      say`${link(permalink, 'Its thread')} will say what was taken back.`,
    ),
  );
}
