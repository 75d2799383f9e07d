// Answers `results`: the latest imports, one per line.
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

/** How many imports one message shows, and so how many to load. */
export const shownResults = 15;

/** `imports` are sorted newest first. */
export function resultsList(imports: readonly Import[]): View {
  const shown = imports.slice(0, shownResults);
  const [newest] = shown;
  if (!newest) {
    return view(
      lines(
        richText`Nothing has been imported yet.`,
        richText`To begin, share a CSV file in a channel that I'm in. A file to start from: ${code(`${slashCommand} template`)}`,
      ),
    );
  }
  return view(
    lines(richText`${bold('Latest imports')}`),
    bullets(shown.map(resultLine)),
    lines(richText`For details: ${code(`${slashCommand} results ${newest.id}`)}`),
  );
}

function resultLine(record: Import): RichTextLine {
  return dotted([
    code(String(record.id)),
    importOutcome(record),
    shorten(record.fileName, 60),
    member(record.requestedBy),
    date(record.createdAt),
  ]);
}
