// A member changes an end user by hand: only what they changed, and only where it still is what they saw.
import { valuesBefore } from '../../db/changes.ts';
import { asKept, findEndUser, updateEndUser } from '../../db/end-users.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { addOperation } from '../../db/operations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { Transaction } from '../../db/transaction.ts';
import { type Field, fields } from '../../model/columns.ts';
import type { EndUser, EndUserKey, FieldValues } from '../../model/end-user.ts';
import { quoteCell } from '../../model/quote-cell.ts';
import { type FieldProblems, isSameText, readTyped, type TypedCells } from '../../model/typed-cells.ts';

export type Edit = EndUserKey & {
  /** `EndUser.seen` of what the member was shown. */
  readonly seen: number;
  readonly typed: TypedCells;
  readonly editedBy: string;
};

export type Edited =
  /** `fields`: those that were written; none when nothing was to do. */
  | { readonly outcome: 'saved'; readonly endUser: EndUser; readonly fields: readonly Field[] }
  /** Nothing was written. */
  | { readonly outcome: 'problems'; readonly problems: FieldProblems }
  | { readonly outcome: 'gone' };

export type EditEndUser = (edit: Edit) => Promise<Edited>;

export function editEndUser(inWorkspace: InWorkspace): EditEndUser {
  return (edit) =>
    retryOnConflict(() =>
      inWorkspace(edit.workspaceId, (tx) => editOnce(tx, edit), { isolationLevel: 'repeatable read' }),
    );
}

async function editOnce(tx: Transaction, edit: Edit): Promise<Edited> {
  const endUser = await findEndUser(tx, edit);
  if (!endUser) return { outcome: 'gone' };
  const shown: FieldValues = { ...endUser.values, ...(await valuesBefore(tx, edit, edit.seen)) };
  const touched = fields.filter(
    (field) => edit.typed[field] !== undefined && !isSameText(edit.typed[field], shown[field]),
  );
  const read = readTyped(Object.fromEntries(touched.map((field) => [field, edit.typed[field]])));
  if ('problems' in read) return { outcome: 'problems', problems: read.problems };
  const wanted = { ...read.values };
  if (wanted.custom_fields) wanted.custom_fields = await asKept(tx, wanted.custom_fields);

  const problems: Partial<Record<Field, string>> = {};
  const values: Partial<Record<Field, string | null>> = {};
  for (const field of touched) {
    const [to, is] = [wanted[field] || null, endUser.values[field]];
    if (isSameText(to, is) || isSameText(to, shown[field])) continue;
    if (isSameText(is, shown[field])) values[field] = to;
    else problems[field] = changedSince(field, is);
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

function changedSince(field: Field, now: string | null): string {
  const name = field === 'email' ? 'e-mail' : field;
  const is = now === null ? 'is empty' : `is ${quoteCell(now)}`;
  return `${name} ${is} by now: somebody changed it while this form was open. Nothing was saved; put in what holds.`;
}
