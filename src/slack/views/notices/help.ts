// The help: how to import, and every command.
import { bullets, lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandList } from './command-list.ts';

export function help(): View {
  return view(
    lines(
      richText`${bold('To import end users, share a CSV file')} in a channel that I'm in, or in a direct message to me.`,
      richText`I'll reply in its thread with what would change. Nothing changes until you approve it.`,
    ),
    lines(richText`${bold('To export them, and for everything else, type:')}`),
    bullets(commandList()),
  );
}
