// Answers `export` without an organization: which one?
import type { Organization } from '../../../model/organization.ts';
import { orDash, shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { code, richText, withCode } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandNamed, slashCommand, usageOf } from '../../commands/commands.ts';
import { commandButtons } from '../controls/command-buttons.ts';

/** How many organizations have a button. */
export const offeredOrganizations = 8;

export function exportAsked({
  organizations,
  total,
}: {
  readonly organizations: readonly Organization[];
  readonly total: number;
}): View {
  const row = commandNamed('export');
  const offered = organizations.slice(0, offeredOrganizations);
  return view(
    lines(
      withCode(row.question ?? ''),
      richText`${code(usageOf(row))}, for example ${code(`${slashCommand} ${row.example}`)}`,
    ),
    buttons(
      ...commandButtons(
        { command: 'export all', label: 'All of them' },
        ...offered.map(({ id, name }) => ({ command: `export ${id}`, label: orDash(shorten(name, 40)) })),
        ...(total > offered.length ? [{ command: 'orgs', label: 'More…' }] : []),
      ),
    ),
  );
}
