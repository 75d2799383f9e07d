// Answers `add` without an organization, when there are too many for a menu.
import { counted } from '../../../model/counted.ts';
import { lines } from '../../block-kit/part.ts';
import { code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

export function tooManyOrganizations(total: number): View {
  return view(
    lines(
      richText`There are ${counted(total, 'organization')}, more than fit in a menu. Which one is the new end user for?`,
      richText`Type its id or name: ${code(`${slashCommand} add 12`)}. To find it: ${code(`${slashCommand} orgs acme`)}`,
    ),
  );
}
