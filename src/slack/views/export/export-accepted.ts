// Answers `export`, `template`, and `import`: which file is being written, and where it will be posted.
import type { Export } from '../../../model/export.ts';
import type { HiddenBecause } from '../../../model/hidden-because.ts';
import { isEndOfDay } from '../../../model/wanted-moment.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { hiddenBecauseWords } from '../notices/hidden-because-words.ts';
import { momentWords } from './export-moment.ts';
import { exportSubject } from './export-subject.ts';

/** Why a file goes to the member as a direct message instead of the channel. */
export type PrivateBecause = 'asked' | 'bot not in channel' | 'conversation not visible' | HiddenBecause;

/** @param because `null` when the file goes to a thread in the channel */
export function exportAccepted(record: Export, because: PrivateBecause | null): View {
  const what = record.kind === 'template' ? 'Writing a template for' : 'Exporting the end users of';
  const day = record.asOf && isEndOfDay(record.asOf) ? ' (the end of that day, UTC)' : '';
  return view(
    lines(
      record.kind === 'organizations'
        ? richText`Exporting the list of ${bold(exportSubject(record))}.`
        : richText`${what} ${bold(exportSubject(record))}${momentWords(record)}${day}.`,
      destination(because),
    ),
  );
}

function destination(because: PrivateBecause | null): RichTextLine {
  switch (because) {
    case null:
      return richText`The file will be in a thread here.`;
    case 'asked':
      return richText`You'll get the file as a direct message.`;
    case 'bot not in channel':
      return richText`I'm not in this channel, so you'll get the file as a direct message. To get files here, invite me.`;
    case 'conversation not visible':
      return richText`I can't see this conversation, so you'll get the file as a direct message.`;
    case 'other company':
      return richText`This channel is shared with another company, so you'll get the file as a direct message.`;
    default:
      return richText`${hiddenBecauseWords[because]}, so you'll get the file as a direct message.`;
  }
}
