// Answers `archive` and `restore`.
import { displayName } from '../../../model/end-user.ts';
import type { RowAction } from '../../../model/row.ts';
import type { TurnedEndUser } from '../../../usecases/end-users/turn-end-user.ts';
import { buttons, lines } from '../../block-kit/part.ts';
import { bold, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { endUserLabel } from './end-user-label.ts';

export function endUserTurned(
  { endUser: { id, values }, wasSo, other }: TurnedEndUser,
  action: RowAction,
): View {
  const who = bold(endUserLabel({ endUser: displayName(values), endUserId: id }));
  const back = commandButtons(
    { label: 'Show', command: `show ${id}` },
    action === 'archive'
      ? { label: 'Restore', command: `restore ${id}` }
      : { label: 'Archive', command: `archive ${id}` },
  );
  if (other) {
    const same = { email: 'email', phone: 'name and phone', name: 'name' }[other.same];
    return view(
      lines(
        richText`${who} looks like ${bold(endUserLabel(other))} (same ${same}). Nothing was changed.`,
        richText`If these are two people, restore them anyway.`,
      ),
      buttons(
        ...commandButtons(
          { label: 'Restore anyway', command: `restore ${id} anyway` },
          { label: 'Show the other one', command: `show ${other.endUserId}` },
        ),
      ),
    );
  }
  if (wasSo)
    return view(
      lines(action === 'archive' ? richText`${who} is archived already.` : richText`${who} is not archived.`),
      buttons(...back),
    );
  return view(
    lines(
      action === 'archive' ? richText`✅ Archived ${who}.` : richText`✅ Restored ${who}.`,
      action === 'archive'
        ? richText`They are in no export and no list now. Nothing was deleted.`
        : richText`They are in exports and lists again.`,
    ),
    buttons(...back),
  );
}
