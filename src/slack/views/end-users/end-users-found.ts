// Answers `find`: the matching end users, each with a button that shows the details.

import { counted, figure } from '../../../model/counted.ts';
import type { EndUserSummary } from '../../../model/end-user.ts';
import { displayName } from '../../../model/end-user.ts';
import { shorten } from '../../block-kit/escape.ts';
import { entry, lines, type Part } from '../../block-kit/part.ts';
import { bold, code, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { endUserLabel } from './end-user-label.ts';

export const showEndUserAction = 'show-end-user';

/** How many end users one message shows, and so how many to load. */
export const shownEndUsers = 10;

/** `total` counts all matches, including those beyond `endUsers`. */
export function endUsersFound(result: {
  readonly endUsers: readonly EndUserSummary[];
  readonly total: number;
  readonly search: string;
}): View {
  const shown = result.endUsers.slice(0, shownEndUsers);
  const search = shorten(result.search, 60);
  if (shown.length === 0) {
    return view(
      lines(
        richText`No end user has “${search}” in the name, email, phone numbers, or id.`,
        richText`To add one: ${code(`${slashCommand} add`)}`,
      ),
    );
  }
  const more = result.total - shown.length;
  return view(
    lines(richText`${bold(counted(result.total, 'end user'))} with “${search}”`),
    ...shown.map(endUserEntry),
    more > 0
      ? lines(richText`… and ${figure(more)} more. To narrow the search, type more of the name or email.`)
      : null,
  );
}

function endUserEntry(endUser: EndUserSummary): Part {
  const label = endUserLabel({ endUser: displayName(endUser), endUserId: endUser.id });
  const email = endUser.name !== null && endUser.email !== null ? [shorten(endUser.email, 80)] : [];
  return entry([label, [shorten(endUser.organizationName, 60), ...email].join(' · ')], {
    actionId: showEndUserAction,
    label: 'Show',
    value: String(endUser.id),
  });
}
