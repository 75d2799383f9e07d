// Work on the end users of a workspace that two jobs would do at the same moment.
import type { Instructions, MatchKey } from '../../model/instructions.ts';
import type { Plan } from '../../model/plan.ts';

export type Work = {
  readonly workspaceId: string;
  readonly importId: number;
  readonly does: 'apply' | 'undo' | 'redo';
  readonly plan: Plan;
  readonly instructions: Instructions;
  /** What tells which end users the rows mean, and among whom: of one organization, or (null) of all. */
  readonly matchBy: MatchKey;
  readonly organizationId: number | null;
};

/**
 * Whether nobody can tell in advance whom the work may depend on, other than by planning it: it is about whole organizations,
 * or about whoever has an email or a vendor_id.
 */
export const dependsOnMany = ({ plan, instructions, matchBy, organizationId, does }: Work): boolean =>
  plan.subject === 'organizations' ||
  instructions.roster === true ||
  (does === 'apply' && (matchBy === 'vendor_id' || (matchBy === 'email' && organizationId === null)));
