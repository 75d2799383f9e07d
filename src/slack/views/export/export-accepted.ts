// The private answer to a command that asks for a file.
import type { Export } from '../../../model/export.ts';
import { lines } from '../../block-kit/part.ts';
import { bold, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { exportSubject } from './export-subject.ts';

/** Why a file goes to the member alone. */
export type PrivateBecause = 'asked' | 'bot not in channel' | 'channel shared with others';

/** `because` is `null` when the file comes in a thread of the channel. */
export function exportAccepted(it: Export, because: PrivateBecause | null): View {
  const what = it.kind === 'template' ? 'a template for' : 'the end users of';
  return view(lines(richText`I'm on it: ${what} ${bold(exportSubject(it))}.`, where(because)));
}

function where(because: PrivateBecause | null): RichTextLine {
  switch (because) {
    case null:
      return richText`The file comes in a thread here.`;
    case 'asked':
      return richText`The file comes to you as a direct message.`;
    case 'bot not in channel':
      return richText`I'm not in this channel, so the file comes to you as a direct message. To get files here, invite me.`;
    case 'channel shared with others':
      return richText`This channel is shared with another company, so the file comes to you as a direct message.`;
  }
}
