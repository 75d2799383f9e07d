// “Show them”: the end users whom an import created or changed, in pages.
import { type Field, fields } from '../../../model/columns.ts';
import { displayName, type ImportedEndUser } from '../../../model/end-user.ts';
import type { Import } from '../../../model/import.ts';
import type { Plan } from '../../../model/plan.ts';
import { shorten } from '../../block-kit/escape.ts';
import { type Button, buttons, lines, row } from '../../block-kit/part.ts';
import { bold, dotted, type RichTextLine, richText } from '../../block-kit/rich-text-line.ts';
import { type View, view } from '../../block-kit/view.ts';
import { pageButtons, titleOfPage } from '../controls/list-pages.ts';
import { labelOfField } from '../end-users/end-user-fields.ts';
import { endUserLabel } from '../end-users/end-user-label.ts';
import { showEndUserAction } from '../end-users/end-users-found.ts';
import { importOutcome } from './import-outcome.ts';
import { changedRows } from './plan-counts.ts';
import { isOfOrganizations } from './subject-noun.ts';

export const showImportedAction = 'show-imported';

/** How many end users a page shows. */
export const shownImported = 10;

/** Longest list of an end user's changed fields, in characters. */
const fieldsLimit = 120;

/** Empty where nothing was applied. */
export function showImportedButton({ id, state }: Import, plan: Plan): Button[] {
  if (state !== 'applied' || changedRows(plan) === 0 || isOfOrganizations(plan)) return [];
  return [{ actionId: showImportedAction, label: 'Show them', value: `imported 0 ${id}` }];
}

export function importedEndUsers(
  record: Import,
  endUsers: readonly ImportedEndUser[],
  { page, hasNext }: { readonly page: number; readonly hasNext: boolean },
): View {
  return view(
    lines(
      dotted([bold(titleOfPage(`Import ${record.id}`, page)), importOutcome(record)]),
      endUsers.length === 0 ? richText`No end user whom it created or changed is still there.` : null,
    ),
    ...endUsers.map((endUser) =>
      row(endUserLine(endUser), [{ actionId: showEndUserAction, label: 'Show', value: String(endUser.id) }]),
    ),
    buttons(...pageButtons({ list: 'imported', page, search: String(record.id) }, hasNext)),
  );
}

const inOrder = (changed: readonly Field[]): Field[] => fields.filter((field) => changed.includes(field));

/** Bo Li · 1046 · Acme Ltd · changed: Title, Phone · line 7 */
function endUserLine(endUser: ImportedEndUser): RichTextLine {
  const label = endUserLabel({ endUser: displayName(endUser), endUserId: endUser.id });
  const did =
    endUser.changed === null
      ? 'created'
      : `changed: ${shorten(inOrder(endUser.changed).map(labelOfField).join(', '), fieldsLimit)}`;
  const line = endUser.line === null ? [] : [`line ${endUser.line}`];
  return dotted([bold(label), shorten(endUser.organizationName, 60), did, ...line]);
}
