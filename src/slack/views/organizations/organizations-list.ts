// Answers `orgs`: all organizations, or those that match a search.

import { counted } from '../../../model/counted.ts';
import type { Organization } from '../../../model/organization.ts';
import { readOrganizationSearch } from '../../../model/organization-search.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, buttons, lines, row } from '../../block-kit/part.ts';
import { bold, code, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { pageButtons, titleOfPage } from '../controls/list-pages.ts';

/** How many organizations a page shows, and so how many to load. */
export const shownOrganizations = 10;

/** `total` counts all matches, including those of other pages; `search` is `''` for all organizations. */
export function organizationsList(result: {
  readonly organizations: readonly Organization[];
  readonly total: number;
  readonly search: string;
  readonly page: number;
  /** Whether the reader may add organizations. */
  readonly mayAdd?: boolean;
}): View {
  const { page, search } = result;
  const shown = result.organizations.slice(0, shownOrganizations);
  const { text, isArchived } = readOrganizationSearch(search);
  if (shown.length === 0) return nothingFound(text, isArchived);
  const matching = text === '' ? '' : richText` with “${shorten(text, 60)}”`;
  const title = isArchived
    ? counted(result.total, 'archived organization')
    : counted(result.total, 'organization');
  return view(
    lines(richText`${bold(titleOfPage(title, page))}${matching}`),
    ...shown.map((organization) => row(organizationLine(organization), rowButtons(organization, isArchived))),
    buttons(
      ...pageButtons({ list: 'orgs', page, search }, result.total > (page + 1) * shownOrganizations),
      ...(result.mayAdd ? commandButtons({ command: 'org add', label: 'Add organization…' }) : []),
    ),
  );
}

const rowButtons = ({ id }: Organization, isArchived: boolean): Button[] =>
  commandButtons(
    { command: `export ${id}`, label: 'Export' },
    isArchived
      ? { command: `org restore ${id}`, label: 'Restore' }
      : { command: `template ${id}`, label: 'Template' },
  );

/** `12 · Acme Ltd` */
export function organizationLine({ id, name }: Organization): RichTextLine {
  return richText`${code(String(id))} · ${shorten(name, 80)}`;
}

function nothingFound(text: string, isArchived: boolean): View {
  const which = isArchived ? 'archived organization' : 'organization';
  return view(
    lines(
      text === ''
        ? richText`There is no ${which}.`
        : richText`No ${which} has “${shorten(text, 60)}” in its name.`,
      richText`To list all: ${code(`${slashCommand} orgs`)} · To add one: ${code(`${slashCommand} org add <name>`)}`,
    ),
  );
}
