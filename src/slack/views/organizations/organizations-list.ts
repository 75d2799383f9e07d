// The organizations of a workspace, or those that a search found.
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { counted, figure } from '../../block-kit/format-numbers.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

/** How many one message shows: worth asking the database for. */
export const shownOrganizations = 30;

/** `total` counts all that match, also those beyond `organizations`; `search` is `''` for all. */
export function organizationsList(found: {
  readonly organizations: readonly Organization[];
  readonly total: number;
  readonly search: string;
}): View {
  const shown = found.organizations.slice(0, shownOrganizations);
  if (shown.length === 0) return nothingFound(found.search);
  const more = found.total - shown.length;
  const matching = found.search === '' ? '' : richText` with “${shorten(found.search, 60)}”`;
  return view(
    lines(richText`${bold(counted(found.total, 'organization'))}${matching}`),
    bullets(shown.map(organizationLine)),
    more > 0
      ? lines(
          richText`… and ${figure(more)} more. ${code(`${slashCommand} orgs acme`)} lists those with “acme” in the name.`,
        )
      : null,
  );
}

/** 12 · Acme Ltd */
export function organizationLine({ id, name }: Organization): RichTextLine {
  return richText`${code(String(id))} · ${shorten(name, 80)}`;
}

function nothingFound(search: string): View {
  return view(
    lines(
      richText`No organization has “${shorten(search, 60)}” in its name.`,
      richText`All of them: ${code(`${slashCommand} orgs`)} · a new one: ${code(`${slashCommand} org add <name>`)}`,
    ),
  );
}
