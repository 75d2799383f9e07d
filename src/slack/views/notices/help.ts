// The help: how to import, and every command.

import { bullets, lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandLines } from './command-lines.ts';

export function help(): View {
  return view(
    lines(
      richText`${bold('To import end users, share a CSV file')} in a channel that I'm in, or with me in a direct message.`,
      richText`I answer in its thread with what would change; nothing changes before you approve.`,
    ),
    lines(richText`${bold('To export them, and for all else, type:')}`),
    bullets(commandLines()),
  );
}
