// No organization has the id or the name that was asked for: the nearest ones.
import type { Organization } from '../../../model/organization.ts';
import type { OrganizationRef } from '../../../model/organization-ref.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { organizationLine } from './organizations-list.ts';

const shown = 5;

/** `near`: those whose name is like the one asked for, best first. */
export function organizationNotFound(asked: OrganizationRef, near: readonly Organization[]): View {
  return view(
    lines(reason(asked), near.length > 0 ? richText`Did you mean:` : null),
    bullets(near.slice(0, shown).map(organizationLine)),
    lines(richText`All of them: ${code(`${slashCommand} orgs`)}`),
  );
}

function reason(asked: OrganizationRef): RichTextLine {
  if (asked.by === 'id') return richText`There is no organization with the id ${code(String(asked.id))}.`;
  return richText`There is no organization called “${shorten(asked.name, 80)}”.`;
}
