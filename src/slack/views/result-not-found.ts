// No import has the number that was asked for.
import { slashCommand } from '../commands/commands.ts';
import { code, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function resultNotFound(importId: number): View {
  return view(
    lines(
      say`There is no import ${code(String(importId))} in this workspace.`,
      say`The last ones: ${code(`${slashCommand} results`)}`,
    ),
  );
}
