// A member creates an end user by hand: once, however often the form is sent.
import { historyOf } from '../../db/changes.ts';
import { findEndUser, insertEndUser, isEndUserIdFree, takeEndUserId } from '../../db/end-users.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { addOperation } from '../../db/operations.ts';
import { findOrganization, searchOrganizations } from '../../db/organizations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { Transaction } from '../../db/transaction.ts';
import { fields } from '../../model/columns.ts';
import type { EndUser, EndUserKey } from '../../model/end-user.ts';
import type { Organization } from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { type FieldProblems, readTyped, type TypedCells } from '../../model/typed-cells.ts';
import { findAsked, nearestNames } from '../workspace/resolve-organization.ts';

/** As many as a menu of Slack's holds. */
const atMost = 100;

export type NewForm =
  /** To choose from by name: one where it is clear which. `endUserId` is kept for whom the form creates. */
  | { readonly outcome: 'form'; readonly organizations: readonly Organization[]; readonly endUserId: number }
  | { readonly outcome: 'no organization yet' }
  /** `nearest` are names that may be meant. */
  | {
      readonly outcome: 'organization not found';
      readonly asked: OrganizationRef;
      readonly nearest: readonly Organization[];
    }
  | { readonly outcome: 'too many organizations'; readonly total: number };

export type Addition = EndUserKey & {
  readonly organizationId: number;
  readonly typed: TypedCells;
  readonly addedBy: string;
};

export type Added =
  | { readonly outcome: 'added'; readonly endUser: EndUser }
  /** Nothing was written. */
  | { readonly outcome: 'problems'; readonly problems: FieldProblems }
  | { readonly outcome: 'nothing filled' }
  | { readonly outcome: 'organization gone' }
  /** Somebody else has the id that was kept for this form. */
  | { readonly outcome: 'form does not hold' };

export type AddEndUser = {
  /** @param of `null`: the member didn't say which organization */
  begin(workspaceId: string, of: OrganizationRef | null): Promise<NewForm>;
  add(addition: Addition): Promise<Added>;
};

export function addEndUser(inWorkspace: InWorkspace): AddEndUser {
  return {
    begin: (workspaceId, of) =>
      inWorkspace(workspaceId, async (tx) => {
        const { organizations, total } = await searchOrganizations(tx, workspaceId, '', atMost);
        if (total === 0) return { outcome: 'no organization yet' };
        if (!of && total > atMost) return { outcome: 'too many organizations', total };
        const asked = of && (await findAsked(tx, workspaceId, of));
        if (of && !asked) {
          const nearest = of.by === 'name' ? await nearestNames(tx, workspaceId, of.name) : [];
          return { outcome: 'organization not found', asked: of, nearest };
        }
        const endUserId = await takeEndUserId(tx);
        return { outcome: 'form', organizations: asked ? [asked] : organizations, endUserId };
      }),
    add(addition) {
      const read = readTyped(addition.typed);
      if ('problems' in read) return Promise.resolve({ outcome: 'problems', problems: read.problems });
      if (!Object.values(read.values).some(Boolean)) return Promise.resolve({ outcome: 'nothing filled' });
      return retryOnConflict(() =>
        inWorkspace(addition.workspaceId, (tx) => addOnce(tx, addition, read.values), {
          isolationLevel: 'repeatable read',
        }),
      );
    },
  };
}

async function addOnce(tx: Transaction, addition: Addition, given: TypedCells): Promise<Added> {
  const { workspaceId, organizationId, addedBy: by } = addition;
  const there = await findEndUser(tx, addition);
  if (there) {
    const history = await historyOf(tx, addition, Number.MAX_SAFE_INTEGER);
    const created = history.find(({ did }) => did === 'created');
    // Slack sends a form twice now and then, and members do when the first answer is late.
    if (created?.through === 'hand' && created.by === by) return { outcome: 'added', endUser: there };
  }
  if (!(await isEndUserIdFree(tx, addition))) return { outcome: 'form does not hold' };
  if (!(await findOrganization(tx, workspaceId, organizationId))) return { outcome: 'organization gone' };
  const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by });
  const values = Object.fromEntries(fields.map((field) => [field, given[field] || null]));
  await insertEndUser(tx, { ...addition, values, operationId });
  const endUser = await findEndUser(tx, addition);
  if (!endUser) throw new Error('an inserted end user is not there');
  return { outcome: 'added', endUser };
}
