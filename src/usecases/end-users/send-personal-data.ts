// An admin gets a statement of everything stored about an end user, as a file in their direct messages.
import { writeFile } from 'node:fs/promises';
import type { EndUserKey } from '../../model/end-user.ts';
import type { Links } from '../../model/personal-data.ts';
import { findPersonalData } from '../../personal-data/find-personal-data.ts';
import { statementFileName, writeStatement } from '../../personal-data/write-statement.ts';
import { enqueueJob, type JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { withTemporaryFile } from '../temporary-file.ts';

export async function requestPersonalData(
  { inWorkspace }: Context,
  key: EndUserKey & { readonly memberId: string },
): Promise<void> {
  await inWorkspace(key.workspaceId, (tx) => enqueueJob(tx, 'send-personal-data', key));
}

/** After a crash at the wrong moment, the member gets a second copy: only they can read either. */
export async function sendPersonalData(
  { inWorkspace, slack }: Context,
  { payload, signal, assertLease }: JobOf<'send-personal-data'>,
): Promise<void> {
  const { workspaceId, endUserId, memberId } = payload;
  // The member's role may have been taken away since the command.
  if (!(await slack.isAllowed(workspaceId, memberId, 'see personal data'))) return;
  const data = await inWorkspace(workspaceId, (tx) => findPersonalData(tx, payload), {
    isolationLevel: 'repeatable read',
  });
  // Erased in the meantime.
  if (!data) return;
  const links: Links = await slack.linksTo(workspaceId, memberId, data);
  await withTemporaryFile(async (path) => {
    await writeFile(path, writeStatement(data, memberId, new Date(), links));
    const begin = async () => {
      await inWorkspace(workspaceId, assertLease);
      return { channelId: memberId, threadTs: null };
    };
    const file = { path, start: 0, name: statementFileName(endUserId) };
    await slack.files.postPersonalData(payload, file, { begin, wasLost: false, signal });
  });
}
