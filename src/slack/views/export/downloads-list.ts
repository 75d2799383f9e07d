// Past exports with links to their files.
import type { Export } from '../../../model/export.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  dotted,
  link,
  member,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { exportContent } from './export-posted.ts';

/** How many one message shows: worth asking the database for. */
export const shownDownloads = 15;

/** The newest first. */
export function downloadsList(exports: readonly Export[]): View {
  const shown = exports.slice(0, shownDownloads);
  if (shown.length === 0) {
    return view(
      lines(
        richText`Nothing was exported yet.`,
        richText`To get a file of everybody: ${code(`${slashCommand} export all`)}`,
      ),
    );
  }
  return view(lines(richText`${bold('The last exports')}`), bullets(shown.map(downloadLine)));
}

function downloadLine(it: Export): RichTextLine {
  return dotted([
    link(it.permalink, shorten(it.fileName ?? 'file', 80)),
    exportContent(it),
    member(it.requestedBy),
    date(it.createdAt),
  ]);
}
