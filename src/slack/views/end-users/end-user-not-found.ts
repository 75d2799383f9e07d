// No end user has the id that was asked for, or none any more.

import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function endUserNotFound(endUserId: number): View {
  return view(
    lines(
      richText`There is no end user ${code(String(endUserId))} in this workspace. An undo may have removed it.`,
      richText`To look for somebody: ${code(`${slashCommand} find <text>`)}`,
    ),
  );
}
