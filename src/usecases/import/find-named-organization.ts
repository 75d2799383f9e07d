// Finds the organization that a message names in words.
import { findNearestOrganization, findOrganizationByNames } from '../../db/organizations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { NamedOrganization } from '../../model/file-share.ts';
import { shortenCell } from '../../model/quote-cell.ts';

export type FoundOrganization = {
  readonly organizationId: number | null;
  /** The name, if no organization has it, or several have. */
  readonly unknownName: string | null;
};

const none: FoundOrganization = { organizationId: null, unknownName: null };

/** A name that no organization has counts if it is in quotes, resembles an existing one, or is said to the bot. */
export async function findNamedOrganization(
  tx: Transaction,
  workspaceId: string,
  named: NamedOrganization | null,
  isToBot: boolean,
): Promise<FoundOrganization> {
  if (!named) return none;
  const { candidates, certainty } = named;
  const found = await findOrganizationByNames(tx, workspaceId, candidates);
  if (found) return { organizationId: found.id, unknownName: null };
  const nearest = await findNearestOrganization(tx, workspaceId, candidates);
  // The beginning of a longer name is more likely another word: "org chart", where there is Chartwell Ltd.
  const isTypo = nearest !== null && nearest.name.length <= nearest.typed.length + 3;
  if (isTypo) return { organizationId: null, unknownName: shortenCell(nearest.typed) };
  const isCertain = certainty === 'quoted' || (certainty === 'likely' && isToBot);
  return { organizationId: null, unknownName: isCertain ? shortenCell(candidates[0]!) : null };
}
