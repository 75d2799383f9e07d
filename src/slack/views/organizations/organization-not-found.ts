// Answers a command with an id or a name that no organization has: the nearest names.
import type { Organization } from '../../../model/organization.ts';
import type { OrganizationRef } from '../../../model/organization-ref.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { organizationLine } from './organizations-list.ts';

const shown = 5;

/** @param nearest organizations with a similar name, best match first */
export function organizationNotFound(wanted: OrganizationRef, nearest: readonly Organization[]): View {
  return view(
    lines(reason(wanted), nearest.length > 0 ? richText`Did you mean:` : null),
    bullets(nearest.slice(0, shown).map(organizationLine)),
    lines(richText`To list all: ${code(`${slashCommand} orgs`)}`),
  );
}

function reason(wanted: OrganizationRef): RichTextLine {
  if (wanted.by === 'id') return richText`There is no organization with the id ${code(String(wanted.id))}.`;
  return richText`There is no organization named “${shorten(wanted.name, 80)}”.`;
}
