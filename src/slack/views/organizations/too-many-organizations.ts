// A new end user's organization has to be named: there are more than a menu holds.

import { counted } from '../../block-kit/format-numbers.ts';
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function tooManyOrganizations(total: number): View {
  return view(
    lines(
      richText`There are ${counted(total, 'organization')}, more than a menu holds. Which one is it for?`,
      richText`Give its id or name: ${code(`${slashCommand} add 12`)}. To look for it: ${code(`${slashCommand} orgs acme`)}`,
    ),
  );
}
