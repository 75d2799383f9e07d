// Answers `orgs`: all organizations, or those that match a search.

import { counted, figure } from '../../../model/counted.ts';
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, lines } from '../../block-kit/part.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';

/** How many organizations one message shows, and so how many to load. */
export const shownOrganizations = 30;

/** `total` counts all matches, including those beyond `organizations`; `search` is `''` for all organizations. */
export function organizationsList(result: {
  readonly organizations: readonly Organization[];
  readonly total: number;
  readonly search: string;
}): View {
  const shown = result.organizations.slice(0, shownOrganizations);
  if (shown.length === 0) return nothingFound(result.search);
  const more = result.total - shown.length;
  const matching = result.search === '' ? '' : richText` with “${shorten(result.search, 60)}”`;
  return view(
    lines(richText`${bold(counted(result.total, 'organization'))}${matching}`),
    bullets(shown.map(organizationLine)),
    more > 0
      ? lines(richText`… and ${figure(more)} more. To search by name: ${code(`${slashCommand} orgs acme`)}`)
      : null,
  );
}

/** `12 · Acme Ltd` */
export function organizationLine({ id, name }: Organization): RichTextLine {
  return richText`${code(String(id))} · ${shorten(name, 80)}`;
}

function nothingFound(search: string): View {
  return view(
    lines(
      richText`No organization has “${shorten(search, 60)}” in its name.`,
      richText`To list all: ${code(`${slashCommand} orgs`)} · To add one: ${code(`${slashCommand} org add <name>`)}`,
    ),
  );
}
