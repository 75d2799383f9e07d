// Answers `org archive` and `org restore`.
import type { Organization } from '../../../model/organization.ts';
import type { RowAction } from '../../../model/row.ts';
import { shorten } from '../../block-kit/escape.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandButtons } from '../controls/command-buttons.ts';

/** @param wasSo it was archived, or not archived, before */
export function organizationTurned({ id, name }: Organization, action: RowAction, wasSo: boolean): View {
  const which = richText`${bold(shorten(name, 80))} (id ${code(String(id))})`;
  const isArchive = action === 'archive';
  const back = buttons(
    ...commandButtons(
      isArchive
        ? { command: `org restore ${id}`, label: 'Restore' }
        : { command: `org archive ${id}`, label: 'Archive' },
    ),
  );
  if (wasSo)
    return view(
      lines(isArchive ? richText`${which} is archived already.` : richText`${which} is not archived.`),
      back,
    );
  return view(
    lines(
      isArchive ? richText`✅ Archived ${which}.` : richText`✅ Restored ${which}.`,
      isArchive
        ? richText`It and its end users are in no list and no export of all organizations now. Nothing was deleted; ${code(`export ${id}`)} still exports them.`
        : richText`It and its end users are in exports and lists again.`,
    ),
    back,
  );
}
