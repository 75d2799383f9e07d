// Answers `show`: all filled fields of an end user, and the latest changes.
import type { Field } from '../../../model/columns.ts';
import { displayName, type EndUser, type HistoryEntry } from '../../../model/end-user.ts';
import type { ShownEndUser } from '../../../usecases/end-users/find-end-users.ts';
import { shorten } from '../../block-kit/escape.ts';
import { bullets, buttons, lines, type Part } from '../../block-kit/part.ts';
import {
  bold,
  code,
  date,
  dotted,
  member,
  type RichTextLine,
  richText,
} from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { fieldGroups, labelOfField, labelOfKeys, yesOrNo } from './end-user-fields.ts';
import { endUserLabel } from './end-user-label.ts';

export const editEndUserAction = 'edit-end-user';

/** How many changes one message shows, and so how many to load. */
export const shownChanges = 5;

/** Longest value, in characters. */
const valueLimit = 300;

/** @param mayEdit whether the reader gets the button “Edit” */
export function endUserDetail({ endUser, history }: ShownEndUser, mayEdit: boolean): View {
  const { id, organization, values } = endUser;
  return view(
    lines(
      richText`${bold(endUserLabel({ endUser: displayName(values), endUserId: id }))}`,
      dotted([shorten(organization.name, 80), code(String(organization.id))]),
    ),
    filled(endUser),
    ...latestChanges(history),
    mayEdit ? buttons({ actionId: editEndUserAction, label: 'Edit', value: String(id) }) : null,
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

function latestChanges(history: readonly HistoryEntry[]): Part[] {
  if (history.length === 0) return [];
  return [lines(richText`${bold('Latest changes')}`), bullets(history.slice(0, shownChanges).map(change))];
}

/** title, phone · by hand · @bo · Nov 22, 2026, 12:42 */
function change({ did, fields, keys = [], by, at, through, importId }: HistoryEntry): RichTextLine {
  const labels = fields.map((field) => (field === 'custom_fields' ? labelOfKeys(keys) : labelOfField(field)));
  const what = did === 'changed' ? labels.join(', ') || 'Changed' : verbs[did];
  return dotted([what, way(through, importId), member(by), date(at)]);
}

const verbs = { created: 'Created', removed: 'Removed', 'brought back': 'Restored' } as const;

function way(through: HistoryEntry['through'], importId: number | null): string {
  const source = importId === null ? 'an import' : `import ${importId}`;
  switch (through) {
    case 'hand':
      return 'by hand';
    case 'import':
      return source;
    case 'undo':
      return `undo of ${source}`;
    case 'redo':
      return `redo of ${source}`;
  }
}
