// Answers `show`: all filled fields of an end user, and the latest changes.
import type { Field } from '../../../model/columns.ts';
import { displayName, type EndUser } from '../../../model/end-user.ts';
import type { ShownEndUser } from '../../../usecases/end-users/find-end-users.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, buttons, lines, type Part } from '../../block-kit/part.ts';
import { bold, code, dotted, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { commandButtons } from '../controls/command-buttons.ts';
import { latestChanges } from './end-user-changes.ts';
import { fieldGroups, yesOrNo } from './end-user-fields.ts';
import { endUserLabel } from './end-user-label.ts';

export const editEndUserAction = 'edit-end-user';

const archiveConfirm = {
  title: 'Archive this end user?',
  text: 'They are in no export and no list then. Nothing is deleted, and you can restore them.',
  confirm: 'Archive',
  deny: 'Not now',
};

/** Longest value, in characters. */
const valueLimit = 300;

/** @param mayEdit whether the reader gets the button “Edit” */
export function endUserDetail(shown: ShownEndUser, mayEdit: boolean): View {
  const { endUser } = shown;
  const { id, organization, values, oldIds = [] } = endUser;
  const isArchived = values.archived === 'true';
  return view(
    lines(
      richText`${bold(endUserLabel({ endUser: displayName(values), endUserId: id }))}`,
      dotted([shorten(organization.name, 80), code(String(organization.id))]),
      oldIds.length > 0
        ? richText`Old ${oldIds.length === 1 ? 'id' : 'ids'} of another site: ${oldIds.slice(0, 5).join(', ')}`
        : null,
      isArchived ? richText`🗄️ Archived: in no export and no list.` : null,
    ),
    filled(endUser),
    ...latestChanges(shown),
    mayEdit
      ? buttons(
          { actionId: editEndUserAction, label: 'Edit', value: String(id) },
          ...commandButtons(
            isArchived
              ? { label: 'Restore', command: `restore ${id}` }
              : { label: 'Archive', command: `archive ${id}`, confirm: archiveConfirm },
          ),
        )
      : null,
  );
}

function filled({ values }: EndUser): Part {
  const shown = fieldGroups.flatMap(({ fields }) =>
    fields.flatMap(({ field, label }) => {
      const value = values[field];
      return value === null
        ? []
        : [richText`${bold(`${label}:`)} ${shorten(yesOrNo.get(flag(field, value)) ?? value, valueLimit)}`];
    }),
  );
  return shown.length > 0 ? bullets(shown) : lines(richText`No fields are filled in.`);
}

/** The value of a yes-or-no field; `''` for other fields, whose `true` is text. */
const flag = (field: Field, value: string): string => (field.startsWith('notification_') ? value : '');
