// Asks whether a name that is nearly that of an organization is meant for another one.
import type { StoredOrganization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { organizationLine } from './organizations-list.ts';

/** @param anyway the command that does what was asked all the same */
export function organizationLooksLike(
  name: string,
  other: StoredOrganization,
  anyway: { readonly command: string; readonly label: string },
): View {
  const archived = other.archived ? ', which is archived' : '';
  return view(
    lines(
      richText`${bold(shorten(name, 80))} looks like an organization that you already have: ${organizationLine(other)}${archived}.`,
      richText`Nothing was changed. Is it another company?`,
    ),
    buttons(
      ...commandButtons(
        anyway,
        other.archived
          ? { command: `org restore ${other.id}`, label: `Restore ${other.id}` }
          : { command: `export ${other.id}`, label: `Export ${other.id}` },
      ),
    ),
  );
}
