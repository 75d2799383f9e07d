// The end users that a search found, each with a button to see more.
import type { EndUserSummary } from '../../../model/end-user.ts';
import { displayName } from '../../../model/end-user.ts';
import { shorten } from '../../block-kit/escape.ts';
import { counted, figure } from '../../block-kit/format-numbers.ts';
import { entry, lines, type Part } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { endUserLabel } from './end-user-label.ts';

export const showEndUserAction = 'show-end-user';

/** How many one message shows: worth asking the database for. */
export const shownEndUsers = 10;

/** `total` counts all that match, also those beyond `endUsers`. */
export function endUsersFound(found: {
  readonly endUsers: readonly EndUserSummary[];
  readonly total: number;
  readonly search: string;
}): View {
  const shown = found.endUsers.slice(0, shownEndUsers);
  const search = shorten(found.search, 60);
  if (shown.length === 0) {
    return view(
      lines(
        richText`No end user has “${search}” in the name, e-mail or phone numbers, or as id.`,
        richText`A new one: ${code(`${slashCommand} add`)}`,
      ),
    );
  }
  const more = found.total - shown.length;
  return view(
    lines(richText`${bold(counted(found.total, 'end user'))} with “${search}”`),
    ...shown.map(endUserEntry),
    more > 0 ? lines(richText`… and ${figure(more)} more. More of the name or e-mail finds fewer.`) : null,
  );
}

function endUserEntry(it: EndUserSummary): Part {
  const label = endUserLabel({ endUser: displayName(it), endUserId: it.id });
  const email = it.name !== null && it.email !== null ? [shorten(it.email, 80)] : [];
  return entry([label, [shorten(it.organizationName, 60), ...email].join(' · ')], {
    actionId: showEndUserAction,
    label: 'Show',
    value: String(it.id),
  });
}
