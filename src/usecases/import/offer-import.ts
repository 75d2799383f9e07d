// Tells a member privately what a file looks like that nobody addressed, and asks what to do with it. A file of an app is
// offered to everyone in its thread.
import { searchOrganizations } from '../../db/organizations.ts';
import { findOffer } from '../../db/waiting-files.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';

/** What a menu in Slack can hold. */
const menuOptions = 100;

/** Of an app's file, everyone is told; otherwise only the member who shared it, if they may import now. */
export async function offerImport(
  { inWorkspace, slack }: Context,
  { payload: key }: JobOf<'offer-import'>,
): Promise<void> {
  const { workspaceId } = key;
  const offered = await inWorkspace(workspaceId, async (tx) => {
    const found = await findOffer(tx, key);
    return found && { ...found, ...(await searchOrganizations(tx, workspaceId, '', menuOptions)) };
  });
  if (!offered) return;
  const { record, offer } = offered;
  if (offer.kind !== 'app' && !(await slack.isAllowed(workspaceId, record.requestedBy, 'import'))) return;
  await slack.messages.offerImport(offered);
}
