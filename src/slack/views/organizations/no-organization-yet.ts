// Tells members of a workspace without organizations how to add one.
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandNamed, slashCommand, usageOf } from '../../commands/commands.ts';

export function noOrganizationYet(): View {
  const row = commandNamed('org add');
  return view(
    lines(
      richText`There are no organizations yet, and every end user belongs to one.`,
      richText`To add the first: ${code(usageOf(row))}, for example ${code(`${slashCommand} ${row.example}`)}`,
    ),
  );
}
