// The workspace has no organization: what to do first.
import { commandNamed, slashCommand, usageOf } from '../commands/commands.ts';
import { code, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function noOrganizationYet(): View {
  const row = commandNamed('org add');
  return view(
    lines(
      say`There is no organization yet, and every end user belongs to one.`,
      say`Add the first: ${code(usageOf(row))}, for example ${code(`${slashCommand} ${row.example}`)}`,
    ),
  );
}
