// No import has the number that was asked for.

import { lines } from '../../block-kit/part.ts';
import { code, say } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function resultNotFound(importId: number): View {
  return view(
    lines(
      say`There is no import ${code(String(importId))} in this workspace.`,
      say`The last ones: ${code(`${slashCommand} results`)}`,
    ),
  );
}
