// Answers a request for an end user that doesn't exist, or no longer does.
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function endUserNotFound(endUserId: number): View {
  return view(
    lines(
      richText`There is no end user ${code(String(endUserId))} in this workspace. An undo may have removed them.`,
      richText`To search for an end user: ${code(`${slashCommand} find <text>`)}`,
    ),
  );
}
