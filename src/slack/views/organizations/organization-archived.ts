// Answers a command that needs an organization that isn't archived.
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandButtons } from '../controls/command-buttons.ts';

export function organizationArchived({ id, name }: Organization): View {
  return view(
    lines(
      richText`${bold(shorten(name, 80))} (id ${code(String(id))}) is archived. To add end users to it, restore it first.`,
    ),
    buttons(...commandButtons({ command: `org restore ${id}`, label: 'Restore' })),
  );
}
