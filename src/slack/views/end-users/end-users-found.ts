// Answers `find`: the matching end users, each with buttons that show the details and open the form.

import { counted } from '../../../model/counted.ts';
import type { EndUserSummary } from '../../../model/end-user.ts';
import { displayName } from '../../../model/end-user.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, buttons, lines, row } from '../../block-kit/part.ts';
import { bold, code, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { slashCommand } from '../../commands/commands.ts';
import { pageButtons, titleOfPage } from '../controls/list-pages.ts';
import { editEndUserAction } from './end-user-detail.ts';
import { endUserLabel } from './end-user-label.ts';

export const showEndUserAction = 'show-end-user';

/** How many end users a page shows, and so how many to load. */
export const shownEndUsers = 10;

/** `total` counts all matches, including those of other pages. */
export function endUsersFound(result: {
  readonly endUsers: readonly EndUserSummary[];
  readonly total: number;
  readonly search: string;
  readonly page: number;
  /** Whether the reader gets the buttons “Edit”. */
  readonly mayEdit: boolean;
}): View {
  const { page, mayEdit } = result;
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
  return view(
    lines(richText`${bold(titleOfPage(counted(result.total, 'end user'), page))} with “${search}”`),
    ...shown.map((endUser) => row(endUserLine(endUser), rowButtons(endUser.id, mayEdit))),
    buttons(
      ...pageButtons(
        { list: 'find', page, search: result.search },
        result.total > (page + 1) * shownEndUsers,
      ),
    ),
  );
}

function endUserLine(endUser: EndUserSummary): RichTextLine {
  const label = endUserLabel({ endUser: displayName(endUser), endUserId: endUser.id });
  const email = endUser.name !== null && endUser.email !== null ? [shorten(endUser.email, 80)] : [];
  const oldId = endUser.oldId === undefined ? [] : [`old id ${endUser.oldId}`];
  return dotted([bold(label), ...oldId, shorten(endUser.organizationName, 60), ...email]);
}

const rowButtons = (id: number, mayEdit: boolean): Button[] => [
  { actionId: showEndUserAction, label: 'Show', value: String(id) },
  ...(mayEdit ? [{ actionId: editEndUserAction, label: 'Edit', value: String(id) }] : []),
];
