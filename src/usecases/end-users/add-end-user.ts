// A member creates an end user by hand: once, however often the form is submitted.
import { findCreation } from '../../db/changes.ts';
import { findEndUser, insertEndUser, isEndUserIdUnused, reserveEndUserId } from '../../db/end-users.ts';
import { findSameEmailElsewhere, type LookAlike, type SameEmailElsewhere } from '../../db/look-alikes.ts';
import { addOperation } from '../../db/operations.ts';
import { findOrganization, searchOrganizations } from '../../db/organizations.ts';
import { retryOnConflict } from '../../db/retry-on-conflict.ts';
import type { Transaction } from '../../db/transaction.ts';
import { columnFields } from '../../model/columns.ts';
import type { EndUser, EndUserKey } from '../../model/end-user.ts';
import { type FieldProblems, type FormCells, readFormCells } from '../../model/form-cells.ts';
import { namesValue } from '../../model/json-object.ts';
import type { Organization } from '../../model/organization.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import type { Context } from '../ports.ts';
import { resolveOrganization, suggestOrganizations } from '../workspace/resolve-organization.ts';
import { askAboutLookAlike } from './ask-about-look-alike.ts';

/** A menu in Slack holds 100 options. */
const menuLimit = 100;

export type NewEndUserForm =
  /**
   * `organizations` to choose from, by name; one when there is nothing to choose. `endUserId` is reserved for the end
   * user that this form creates.
   */
  | { readonly outcome: 'form'; readonly organizations: readonly Organization[]; readonly endUserId: number }
  | { readonly outcome: 'no organization yet' }
  | { readonly outcome: 'organization archived'; readonly organization: Organization }
  /** `nearest` are the organizations that the member may have meant. */
  | {
      readonly outcome: 'organization not found';
      readonly asked: OrganizationRef;
      readonly nearest: readonly Organization[];
    }
  | { readonly outcome: 'too many organizations'; readonly total: number };

export type NewEndUserRequest = EndUserKey & {
  readonly organizationId: number;
  readonly typed: FormCells;
  readonly addedBy: string;
  /** Identifies the form that was submitted. */
  readonly formId: string;
};

/** Only `added` writes anything. */
export type AddedEndUser =
  | {
      readonly outcome: 'added';
      readonly endUser: EndUser;
      readonly sameEmail: SameEmailElsewhere | null;
    }
  | { readonly outcome: 'problems'; readonly problems: FieldProblems }
  | { readonly outcome: 'nothing filled' }
  | { readonly outcome: 'looks like'; readonly other: LookAlike }
  | { readonly outcome: 'organization gone' }
  /** Another end user has the id that was reserved for this form. */
  | { readonly outcome: 'form expired' };

/** @param of null: the member didn't name an organization */
export function beginEndUser(
  { inWorkspace }: Context,
  workspaceId: string,
  of: OrganizationRef | null,
): Promise<NewEndUserForm> {
  return inWorkspace(workspaceId, async (tx) => {
    const { organizations, total } = await searchOrganizations(tx, workspaceId, '', menuLimit);
    if (!of && total === 0) return { outcome: 'no organization yet' };
    if (!of && total > menuLimit) return { outcome: 'too many organizations', total };
    const named = of && (await resolveOrganization(tx, workspaceId, of));
    if (of && !named) {
      const nearest = of.by === 'name' ? await suggestOrganizations(tx, workspaceId, of.name) : [];
      return { outcome: 'organization not found', asked: of, nearest };
    }
    if (named?.archived) return { outcome: 'organization archived', organization: named };
    const endUserId = await reserveEndUserId(tx);
    return { outcome: 'form', organizations: named ? [named] : organizations, endUserId };
  });
}

export async function addEndUser(context: Context, request: NewEndUserRequest): Promise<AddedEndUser> {
  const read = readFormCells(request.typed);
  if ('problems' in read) return { outcome: 'problems', problems: read.problems };
  if (!hasValue(read.values)) return { outcome: 'nothing filled' };
  const { name, email, phone, mobile } = read.values;
  const identity = { name: name || null, email: email || null, phone: phone || null, mobile: mobile || null };
  const other = await askAboutLookAlike(context, request, identity);
  if (other) return { outcome: 'looks like', other };
  return retryOnConflict(() =>
    context.inWorkspace(request.workspaceId, (tx) => addOnce(tx, request, read.values), {
      isolationLevel: 'repeatable read',
    }),
  );
}

/** Whether any field is filled in; custom fields without a value don't count. */
function hasValue({ custom_fields: customFields, ...others }: FormCells): boolean {
  return Object.values(others).some(Boolean) || (!!customFields && namesValue(customFields));
}

async function addOnce(tx: Transaction, request: NewEndUserRequest, given: FormCells): Promise<AddedEndUser> {
  const { workspaceId, organizationId, addedBy: by } = request;
  const existing = await findEndUser(tx, request);
  if (existing) {
    const created = await findCreation(tx, request);
    // The same form, submitted twice: Slack does that now and then, and so do members when the reply is late.
    if (created?.kind === 'hand' && created.by === by) return added(tx, workspaceId, existing);
  }
  if (!(await isEndUserIdUnused(tx, request))) return { outcome: 'form expired' };
  const organization = await findOrganization(tx, workspaceId, organizationId);
  if (organization?.archived !== false) return { outcome: 'organization gone' };
  const operationId = await addOperation(tx, { workspaceId, kind: 'hand', by });
  const values = Object.fromEntries(columnFields.map((field) => [field, given[field] || null]));
  await insertEndUser(tx, { ...request, values, operationId });
  const endUser = await findEndUser(tx, request);
  if (!endUser) throw new Error('an inserted end user is missing');
  return added(tx, workspaceId, endUser);
}

const added = async (tx: Transaction, workspaceId: string, endUser: EndUser): Promise<AddedEndUser> => ({
  outcome: 'added',
  endUser,
  sameEmail: await findSameEmailElsewhere(tx, workspaceId, endUser),
});
