// Answers a request for an import that doesn't exist.
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function resultNotFound(importId: number): View {
  return view(
    lines(
      richText`There is no import ${code(String(importId))} in this workspace.`,
      richText`To list the latest: ${code(`${slashCommand} results`)}`,
    ),
  );
}
