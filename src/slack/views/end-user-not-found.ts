// No end user has the id that was asked for, or none any more.
import { slashCommand } from '../commands/commands.ts';
import { code, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function endUserNotFound(endUserId: number): View {
  return view(
    lines(
      say`There is no end user ${code(String(endUserId))} in this workspace. An undo may have removed it.`,
      say`To look for somebody: ${code(`${slashCommand} find <text>`)}`,
    ),
  );
}
