// Answers `downloads`: the latest exports with links to their files and threads.
import type { Export } from '../../../model/export.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines, row } from '../../block-kit/part.ts';
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
import { commandButtons } from '../controls/command-buttons.ts';
import { pageButtons, titleOfPage } from '../controls/list-pages.ts';
import { exportContent } from './export-posted.ts';

/** How many exports a page shows. */
export const shownDownloads = 10;

/** `thread` is a link; null where the reader can't open it. */
export type ListedDownload = { readonly record: Export; readonly thread: string | null };

/** `exports` are those of the page, sorted newest first. */
export function downloadsList(
  exports: readonly ListedDownload[],
  { page, hasNext }: { readonly page: number; readonly hasNext: boolean },
): View {
  if (exports.length === 0) {
    return view(
      lines(
        richText`Nothing has been exported yet.`,
        richText`To export all end users: ${code(`${slashCommand} export all`)}`,
      ),
    );
  }
  return view(
    lines(richText`${bold(titleOfPage('Latest exports', page))}`),
    ...exports.map((listed) => row(downloadLine(listed), commandButtons(...again(listed.record)))),
    buttons(...pageButtons({ list: 'downloads', page, search: '' }, hasNext)),
  );
}

/** Nothing for an export of the past, which would be the same again. */
function again({
  kind,
  organizationId,
  withCustom,
  withOldIds,
  archived,
  asOf,
  beforeImport,
  isPrivate,
}: Export) {
  if (asOf || beforeImport) return [];
  const options = `${withCustom ? ' with custom' : ''}${withOldIds ? ' with old ids' : ''}${archived ? ' archived' : ''}${isPrivate ? ' private' : ''}`;
  const isTemplate = kind === 'template';
  const of = organizationId ?? { template: '', export: 'all', organizations: 'orgs' }[kind];
  return [
    isTemplate
      ? { command: `template ${of}`.trim(), label: 'Template again' }
      : { command: `export ${of}${options}`, label: 'Export again' },
  ];
}

function downloadLine({ record, thread }: ListedDownload): RichTextLine {
  return dotted([
    link(record.permalink, shorten(record.fileName ?? 'file', 80)),
    exportContent(record),
    member(record.requestedBy),
    date(record.createdAt),
    ...(thread === null ? [] : [link(thread, 'thread')]),
  ]);
}
