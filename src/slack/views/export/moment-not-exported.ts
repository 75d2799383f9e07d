// Answers a request for an export of a moment that there is nothing of.
import type { Moment } from '../../../model/export.ts';
import type { WantedMoment } from '../../../model/wanted-moment.ts';
import { shorten } from '../../block-kit/escape.ts';
import { utc } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { nameMoment } from './export-moment.ts';

const hint: RichTextLine = richText`Type a day or a time (UTC), such as ${code('as of 2026-11-20')} or ${code('as of 2026-11-20 14:30')}, or the number of an import, such as ${code('before 184')}.`;

export function momentUnreadable({ typed }: Extract<WantedMoment, { kind: 'unreadable' }>): View {
  const what = typed === '' ? 'As of which day?' : `“${shorten(typed, 60)}” is not a day that I can read.`;
  return view(lines(richText`${what}`, hint));
}

export function momentInFuture(): View {
  return view(
    lines(
      richText`That time is still to come, so there is nothing to export yet.`,
      richText`For the end users of now, leave out ${code('as of')}. Times are in UTC.`,
    ),
  );
}

/** @param first when the first change was made; null if there is none */
export function nothingBeforeMoment(moment: Moment, first: Date | null): View {
  if ('beforeImport' in moment) {
    return view(
      lines(
        richText`Import ${String(moment.beforeImport)} was never applied, so nothing was different before it.`,
        richText`To see it: ${code(`${slashCommand} results ${moment.beforeImport}`)}`,
      ),
    );
  }
  return view(
    lines(
      richText`There were no end users here as of ${nameMoment(moment.asOf)}: ${first ? `the first change was made on ${utc(first)}` : 'nothing has been changed so far'}.`,
      first ? hint : null,
    ),
  );
}
