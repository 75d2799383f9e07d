// Answers `org add` and `org rename` with the name of an existing organization.
import type { StoredOrganization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandButtons } from '../controls/command-buttons.ts';

export function organizationExists({ id, name, archived }: StoredOrganization): View {
  const said = archived ? 'already exists and is archived' : 'already exists';
  return view(
    lines(richText`${bold(shorten(name, 80))} ${said} (id ${code(String(id))}). Nothing was changed.`),
    archived ? buttons(...commandButtons({ command: `org restore ${id}`, label: 'Restore' })) : null,
  );
}
