// A member changes an end user by hand, or moves one to another organization: only the fields that the member changed, and only where the stored value is
// still the one that the member saw. Each key of the custom fields counts as a field of its own.
import { findValuesAt } from '../../db/changes.ts';
import { type CustomFieldEdit, compareCustomFields } from '../../db/custom-field-edit.ts';
import { findEndUser, updateEndUser } from '../../db/end-users.ts';
import { findSameEmailElsewhere, type LookAlike, type SameEmailElsewhere } from '../../db/look-alikes.ts';
import { addOperation } from '../../db/operations.ts';
import { findOrganization } from '../../db/organizations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { Transaction } from '../../db/transaction.ts';
import { columnFields, columns, type Field } from '../../model/columns.ts';
import { figure } from '../../model/counted.ts';
import type { EndUser, EndUserKey, FieldValues } from '../../model/end-user.ts';
import {
  type FieldProblems,
  type FormCells,
  isSameIgnoringLineEnds,
  readFormCells,
} from '../../model/form-cells.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import type { Context } from '../ports.ts';
import { askAboutLookAlike } from './ask-about-look-alike.ts';

export type EndUserEdit = EndUserKey & {
  /** `EndUser.lastOperationId` of the values that the form showed. */
  readonly seenOperationId: number;
  readonly typed: FormCells;
  readonly editedBy: string;
  /** Identifies the form that was submitted. */
  readonly formId: string;
};

/** Only `saved` writes anything. */
export type EditedEndUser =
  /**
   * `fields` are those that were written; none when nothing had changed. `keys` are those of the custom fields: `changed`
   * were written, `stayed` were left out of the form and are kept.
   */
  | {
      readonly outcome: 'saved';
      readonly endUser: EndUser;
      readonly fields: readonly Field[];
      readonly keys: { readonly changed: readonly string[]; readonly stayed: readonly string[] };
      /** Only if the email was written, or the end user moved. */
      readonly sameEmail: SameEmailElsewhere | null;
    }
  | { readonly outcome: 'problems'; readonly problems: FieldProblems }
  | { readonly outcome: 'looks like'; readonly other: LookAlike }
  | { readonly outcome: 'gone' };

export async function editEndUser(context: Context, edit: EndUserEdit): Promise<EditedEndUser> {
  const other = await findOther(context, edit);
  if (other) return { outcome: 'looks like', other };
  return retryOnConflict(() =>
    context.inWorkspace(edit.workspaceId, (tx) => editOnce(tx, edit), { isolationLevel: 'repeatable read' }),
  );
}

/** Someone else whom the end user would look like after the edit, if it changes what tells them apart. */
async function findOther(context: Context, edit: EndUserEdit): Promise<LookAlike | null> {
  const read = readFormCells(edit.typed);
  const telling = ['name', 'email', 'phone', 'mobile'] as const;
  const to = edit.typed.organization_id;
  if ('problems' in read || (to === undefined && telling.every((field) => read.values[field] === undefined)))
    return null;
  const endUser = await context.inWorkspace(edit.workspaceId, (tx) => findEndUser(tx, edit));
  if (!endUser) return null;
  const [name = null, email = null, phone = null, mobile = null] = telling.map((field) =>
    read.values[field] === undefined ? endUser.values[field] : read.values[field] || null,
  );
  const form = { ...edit, organizationId: to === undefined ? endUser.organization.id : Number(to) };
  return askAboutLookAlike(context, form, { name, email, phone, mobile });
}

async function editOnce(tx: Transaction, edit: EndUserEdit): Promise<EditedEndUser> {
  const endUser = await findEndUser(tx, edit);
  if (!endUser) return { outcome: 'gone' };
  const shown: FieldValues = { ...endUser.values, ...(await findValuesAt(tx, edit, edit.seenOperationId)) };
  const editable = [...columnFields, 'organization_id'] as const;
  const touched = editable.filter(
    (field) =>
      edit.typed[field] !== undefined &&
      (field === 'custom_fields' || !isSameIgnoringLineEnds(edit.typed[field], shown[field])),
  );
  const read = readFormCells(Object.fromEntries(touched.map((field) => [field, edit.typed[field]])));
  if ('problems' in read) return { outcome: 'problems', problems: read.problems };
  const { custom_fields: customFields, ...cells } = read.values;
  const { organization_id: wanted } = edit.typed;
  const typed: FormCells = { ...cells, ...(wanted !== undefined && { organization_id: wanted }) };

  const problems: Partial<Record<Field, string>> = {};
  const values: Partial<Record<Field, string | null>> = {};
  for (const field of touched.filter((name) => name !== 'custom_fields')) {
    const [next, current] = [typed[field] || null, endUser.values[field]];
    if (isSameIgnoringLineEnds(next, current) || isSameIgnoringLineEnds(next, shown[field])) continue;
    if (isSameIgnoringLineEnds(current, shown[field])) values[field] = next;
    else if (field === 'organization_id')
      problems[field] = changedInTheMeantime('the organization', endUser.organization.name);
    else problems[field] = changedInTheMeantime(field, current);
  }
  const to = values.organization_id;
  const target = to ? await findOrganization(tx, edit.workspaceId, Number(to)) : null;
  if (to && !target) problems.organization_id = `organization ${to} does not exist`;
  if (target?.archived) problems.organization_id = `${target.name} is archived: restore it first`;
  const keys =
    customFields === undefined
      ? null
      : await compareCustomFields(tx, edit, edit.seenOperationId, customFields);
  const wrong = keys && problemWithKeys(keys);
  if (wrong) problems.custom_fields = wrong;
  if (keys?.changed) values.custom_fields = keys.changed;
  if (Object.keys(problems).length > 0) return { outcome: 'problems', problems };
  const written = editable.filter((field) => field in values);
  if (written.length > 0) {
    const { workspaceId, editedBy: by } = edit;
    const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by });
    await updateEndUser(tx, edit, operationId, values);
  }
  const saved = written.length > 0 ? ((await findEndUser(tx, edit)) ?? endUser) : endUser;
  return {
    outcome: 'saved',
    endUser: saved,
    sameEmail: written.some((field) => field === 'email' || field === 'organization_id')
      ? await findSameEmailElsewhere(tx, edit.workspaceId, saved)
      : null,
    fields: written,
    keys: { changed: keys?.changedKeys ?? [], stayed: keys?.stayed ?? [] },
  };
}

/** How many keys a problem names: Slack shows it below the input. */
const shownKeys = 3;

function problemWithKeys({ conflicts, bytes }: CustomFieldEdit): string | null {
  if (conflicts.length > 0)
    return conflicts
      .slice(0, shownKeys)
      .map(({ key, now }) => changedInTheMeantime(`custom_fields · ${shortenKey(key)}`, now))
      .join('; ');
  const limit = columns.find(({ name }) => name === 'custom_fields')!.limit;
  return bytes > limit
    ? `custom_fields would have ${figure(bytes)} bytes together with the keys that are stored already, but the limit is ${figure(limit)}`
    : null;
}

const shortenKey = (key: string): string => (key.length > 40 ? `${key.slice(0, 39)}…` : key);

function changedInTheMeantime(field: string, current: string | null): string {
  const value = current === null ? 'empty' : quoteCell(current);
  return `someone changed ${field} while this form was open; it is now ${value}; enter the value you want`;
}
