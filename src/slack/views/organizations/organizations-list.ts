// Answers `orgs`: all organizations, or those that match a search.

import { counted } from '../../../model/counted.ts';
import type { Organization } from '../../../model/organization.ts';
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
  if (shown.length === 0) return nothingFound(result.search);
  const matching = result.search === '' ? '' : richText` with “${shorten(result.search, 60)}”`;
  return view(
    lines(richText`${bold(titleOfPage(counted(result.total, 'organization'), page))}${matching}`),
    ...shown.map((organization) => row(organizationLine(organization), rowButtons(organization))),
    buttons(
      ...pageButtons({ list: 'orgs', page, search }, result.total > (page + 1) * shownOrganizations),
      ...(result.mayAdd ? commandButtons({ command: 'org add', label: 'Add organization…' }) : []),
    ),
  );
}

const rowButtons = ({ id }: Organization): Button[] =>
  commandButtons(
    { command: `export ${id}`, label: 'Export' },
    { command: `template ${id}`, label: 'Template' },
  );

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
