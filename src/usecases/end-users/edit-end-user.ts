// A member changes an end user by hand: only the fields that the member changed, and only where the stored value is
// still the one that the member saw.
import { findValuesAt } from '../../db/changes.ts';
import { findEndUser, toStoredJson, updateEndUser } from '../../db/end-users.ts';
import { addOperation } from '../../db/operations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import type { EndUser, EndUserKey, FieldValues } from '../../model/end-user.ts';
import {
  type FieldProblems,
  type FormCells,
  isSameIgnoringLineEnds,
  readFormCells,
} from '../../model/form-cells.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import type { Context } from '../ports.ts';

export type EndUserEdit = EndUserKey & {
  /** `EndUser.lastOperationId` of the values that the form showed. */
  readonly seenOperationId: number;
  readonly typed: FormCells;
  readonly editedBy: string;
};

/** Only `saved` writes anything. */
export type EditedEndUser =
  /** `fields` are those that were written; none when nothing had changed. */
  | { readonly outcome: 'saved'; readonly endUser: EndUser; readonly fields: readonly Field[] }
  | { readonly outcome: 'problems'; readonly problems: FieldProblems }
  | { readonly outcome: 'gone' };

export function editEndUser({ inWorkspace }: Context, edit: EndUserEdit): Promise<EditedEndUser> {
  return retryOnConflict(() =>
    inWorkspace(edit.workspaceId, (tx) => editOnce(tx, edit), { isolationLevel: 'repeatable read' }),
  );
}

async function editOnce(tx: Transaction, edit: EndUserEdit): Promise<EditedEndUser> {
  const endUser = await findEndUser(tx, edit);
  if (!endUser) return { outcome: 'gone' };
  const shown: FieldValues = { ...endUser.values, ...(await findValuesAt(tx, edit, edit.seenOperationId)) };
  const touched = fields.filter(
    (field) => edit.typed[field] !== undefined && !isSameIgnoringLineEnds(edit.typed[field], shown[field]),
  );
  const read = readFormCells(Object.fromEntries(touched.map((field) => [field, edit.typed[field]])));
  if ('problems' in read) return { outcome: 'problems', problems: read.problems };
  const typed = { ...read.values };
  if (typed.custom_fields) typed.custom_fields = await toStoredJson(tx, typed.custom_fields);

  const problems: Partial<Record<Field, string>> = {};
  const values: Partial<Record<Field, string | null>> = {};
  for (const field of touched) {
    const [next, current] = [typed[field] || null, endUser.values[field]];
    if (isSameIgnoringLineEnds(next, current) || isSameIgnoringLineEnds(next, shown[field])) continue;
    if (isSameIgnoringLineEnds(current, shown[field])) values[field] = next;
    else problems[field] = changedInTheMeantime(field, current);
  }
  if (Object.keys(problems).length > 0) return { outcome: 'problems', problems };
  const written = fields.filter((field) => field in values);
  if (written.length > 0) {
    const { workspaceId, editedBy: by } = edit;
    const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by });
    await updateEndUser(tx, edit, operationId, values);
  }
  return {
    outcome: 'saved',
    endUser: { ...endUser, values: { ...endUser.values, ...values } },
    fields: written,
  };
}

function changedInTheMeantime(field: Field, current: string | null): string {
  const value = current === null ? 'empty' : quoteCell(current);
  return `someone changed ${field} while this form was open; it is now ${value}; enter the value you want`;
}
