// Answers `org rename`.
import type { Organization } from '../../../model/organization.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { quoted } from '../../commands/split-words.ts';
import { commandButtons } from '../controls/command-buttons.ts';

/** @param before the organization with its earlier name */
export function organizationRenamed(before: Organization, name: string): View {
  const { id } = before;
  return view(
    lines(
      richText`✅ Renamed ${bold(shorten(before.name, 80))} to ${bold(shorten(name, 80))} (id ${code(String(id))}).`,
      richText`In files, it is found by its new name from now on, and by its id as before.`,
    ),
    // The earlier name may be near that of another organization by now: whoever takes a change back isn't asked.
    buttons(
      ...commandButtons({ command: `org rename ${id} to ${quoted(before.name)} anyway`, label: 'Undo' }),
    ),
  );
}

export function organizationHasThatName({ id, name }: Organization): View {
  return view(
    lines(
      richText`${bold(shorten(name, 80))} (id ${code(String(id))}) has that name already. Nothing was changed.`,
    ),
  );
}
