// The last imports, each on a line.
import type { Import } from '../../../model/import.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  dotted,
  member,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { importOutcome } from './import-outcome.ts';

/** How many one message shows: worth asking the database for. */
export const shownResults = 15;

/** The newest first. */
export function resultsList(imports: readonly Import[]): View {
  const shown = imports.slice(0, shownResults);
  const [newest] = shown;
  if (!newest) {
    return view(
      lines(
        richText`Nothing was imported yet.`,
        richText`Share a CSV file in a channel that I'm in to begin; ${code(`${slashCommand} template`)} gives one to start from.`,
      ),
    );
  }
  return view(
    lines(richText`${bold('The last imports')}`),
    bullets(shown.map(resultLine)),
    lines(richText`One of them in detail: ${code(`${slashCommand} results ${newest.id}`)}`),
  );
}

function resultLine(it: Import): RichTextLine {
  return dotted([
    code(String(it.id)),
    importOutcome(it),
    shorten(it.fileName, 60),
    member(it.requestedBy),
    date(it.createdAt),
  ]);
}
