// A member chooses, on a plan, the organization of the new end users that name none. Fast, because Slack waits.
import type { ImportKey } from '../../db/imports.ts';
import { findOrganization } from '../../db/organizations.ts';
import { addUnknownOrganizations } from '../../import/plan/named-organizations.ts';
import type { Context } from '../ports.ts';
import { type Decision, decide, PlanSupersededError } from './decide-import.ts';
import { lockedImport } from './locked-import.ts';
import { planAgain } from './plan-again.ts';
import { namesOrganizations } from './plan-rules.ts';

/**
 * @param planNumber of the plan that the member saw; a newer plan is left alone
 * @param organizationId of any organization of the workspace; null leaves the rows out
 */
export function chooseOrganization(
  context: Context,
  key: ImportKey,
  planNumber: number,
  organizationId: number | null,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const chosen =
      organizationId === null ? null : await findOrganization(tx, key.workspaceId, organizationId);
    if (organizationId !== null && chosen?.archived !== false) return null;
    const change = { organizationId, organizationChosen: organizationId !== null };
    return planAgain(tx, key, planNumber, change);
  });
}

/**
 * Adds the organizations that the file names and that don't exist, in the name of the member.
 *
 * @param isNear whether those are added whose names are nearly those of others, instead of the rest
 */
export function addOrganizationsOfFile(
  context: Context,
  key: ImportKey,
  planNumber: number,
  createdBy: string,
  isNear: boolean,
): Promise<Decision> {
  return decide(context, key, async (tx) => {
    const locked = await lockedImport(tx, key);
    if (locked?.record.state !== 'planned' || !locked.details.header) return null;
    if (locked.record.planNumber !== planNumber) throw new PlanSupersededError();
    const names = { ...key, namesOrganizations: namesOrganizations(locked.details.header) };
    await addUnknownOrganizations(tx, names, createdBy, isNear);
    return planAgain(tx, key, planNumber, {});
  });
}
