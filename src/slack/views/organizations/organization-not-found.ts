// Answers a command with an id or a name that no organization has: the nearest names.
import type { Organization } from '../../../model/organization.ts';
import type { OrganizationRef } from '../../../model/organization-ref.ts';
import { orDash, shorten } from '../../block-kit/escape.ts';
import { type Button, bullets, buttons, lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { suggestionButtons } from '../controls/command-buttons.ts';
import { organizationLine } from './organizations-list.ts';

const shown = 5;

/**
 * @param nearest organizations with a similar name, best match first
 * @param instead the button that does what was asked with one of these
 */
export function organizationNotFound(
  wanted: OrganizationRef,
  nearest: readonly Organization[],
  instead: (organization: Organization, at: number) => Button[],
): View {
  const meant = nearest.slice(0, shown);
  return view(
    lines(reason(wanted), meant.length > 0 ? richText`Did you mean:` : null),
    bullets(meant.map(organizationLine)),
    buttons(...meant.flatMap(instead)),
    lines(richText`To list all: ${code(`${slashCommand} orgs`)}`),
  );
}

/** The same command for the organization. */
export const commandFor =
  (command: (organizationId: number) => string) =>
  ({ id, name }: Organization, at: number): Button[] =>
    suggestionButtons(command(id)).map((button) => ({
      ...button,
      actionId: `suggestion-${at}`,
      label: orDash(shorten(name, 75)),
    }));

function reason(wanted: OrganizationRef): RichTextLine {
  if (wanted.by === 'id') return richText`There is no organization with the id ${code(String(wanted.id))}.`;
  return richText`There is no organization named “${shorten(wanted.name, 80)}”.`;
}
