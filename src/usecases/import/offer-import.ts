// Tells a member privately what a file looks like that nobody addressed, and asks what to do with it.
import { searchOrganizations } from '../../db/organizations.ts';
import { findOffer } from '../../db/waiting-files.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

/** What a menu in Slack can hold. */
const menuOptions = 100;

/** Only the member who shared it is told, and only if they may import now. */
export async function offerImport(
  { inWorkspace, slack }: Context,
  { payload: key }: JobOf<'offer-import'>,
): Promise<void> {
  const { workspaceId } = key;
  const offered = await inWorkspace(workspaceId, async (tx) => {
    const found = await findOffer(tx, key);
    return found && { ...found, ...(await searchOrganizations(tx, workspaceId, '', menuOptions)) };
  });
  if (!offered || !(await slack.isAllowed(workspaceId, offered.record.requestedBy, 'import'))) return;
  await slack.messages.offerImport(offered);
}
