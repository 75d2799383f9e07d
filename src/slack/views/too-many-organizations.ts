// A new end user's organization has to be named: there are more than a menu holds.
import { slashCommand } from '../commands/commands.ts';
import { counted } from './figures.ts';
import { code, say } from './line.ts';
import { lines } from './part.ts';
import { type View, view } from './view.ts';

export function tooManyOrganizations(total: number): View {
  return view(
    lines(
      say`There are ${counted(total, 'organization')}, more than a menu holds. Which one is it for?`,
      say`Give its id or name: ${code(`${slashCommand} add 12`)}. To look for it: ${code(`${slashCommand} orgs acme`)}`,
    ),
  );
}
