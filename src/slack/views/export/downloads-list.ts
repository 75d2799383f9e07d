// Answers `downloads`: the latest exports with links to their files.
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

/** How many exports one message shows, and so how many to load. */
export const shownDownloads = 15;

/** `exports` are sorted newest first. */
export function downloadsList(exports: readonly Export[]): View {
  const shown = exports.slice(0, shownDownloads);
  if (shown.length === 0) {
    return view(
      lines(
        richText`Nothing has been exported yet.`,
        richText`To export all end users: ${code(`${slashCommand} export all`)}`,
      ),
    );
  }
  return view(lines(richText`${bold('Latest exports')}`), bullets(shown.map(downloadLine)));
}

function downloadLine(record: Export): RichTextLine {
  return dotted([
    link(record.permalink, shorten(record.fileName ?? 'file', 80)),
    exportContent(record),
    member(record.requestedBy),
    date(record.createdAt),
  ]);
}
