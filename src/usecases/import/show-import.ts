// Brings an import's message up to date: posts it the first time, then updates it.
import { isDeepStrictEqual } from 'node:util';
import { findImport, findImportDetails, type ImportKey, recordMessage } from '../../db/imports.ts';
import { findOpenPlansOfMessage } from '../../db/open-plans.ts';
import type { Import, ReadingProgress } from '../../model/import.ts';
import type { JobOf } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { enqueueShowing } from './advance-import.ts';
import { enqueueProblemFile } from './enqueue-problem-file.ts';
import { withSecondPerson } from './second-person-for.ts';
import { withAwaited } from './with-awaited.ts';

/**
 * Shows the state that the import is in now, so a late or repeated call shows nothing stale.
 *
 * The process may be paused at any moment, while another one goes on: then it deletes the message if the other one has
 * posted one as well, and shows the new state if there is one.
 * @returns null when there is no such import
 */
export async function showImport(
  context: Context,
  key: ImportKey,
  progress?: ReadingProgress | 'stalled',
): Promise<Import | null> {
  const { inWorkspace, slack } = context;
  const record = await inWorkspace(key.workspaceId, (tx) => findImport(tx, key));
  if (!record) return null;
  const shown = await slack.messages.showImport(await withMore(context, record), progress);
  const now = await inWorkspace(key.workspaceId, async (tx) => {
    const recorded = await recordMessage(tx, key, record, shown);
    const details = recorded && record.way === null ? await findImportDetails(tx, key) : null;
    if (recorded && details) await enqueueProblemFile(tx, key, recorded, details);
    return recorded;
  });
  if (shown.messageTs !== null && now && now.messageTs !== shown.messageTs) {
    await slack.messages.deleteDuplicate({ ...record, ...shown });
  }
  const isUpToDate = !now || isDeepStrictEqual({ ...now, ...anywhere }, { ...record, ...anywhere });
  return isUpToDate ? record : showImport(context, key);
}

/** Where the message is doesn't matter for what it shows. */
const anywhere = { messageTs: null, way: null, direct: null, told: null };

/** The job `show-import`. Also has the button for all plans of the member's message moved or counted anew. */
export async function showImportAndButton(
  context: Context,
  { payload: { isEcho, ...key } }: JobOf<'show-import'>,
): Promise<void> {
  const shown = await showImport(context, key);
  // Whatever state it is in by now: its plan may have been decided on since this message was last shown.
  if (!shown || isEcho || shown.planNumber === 0) return;
  await context.inWorkspace(key.workspaceId, async (tx) => {
    const others = (await findOpenPlansOfMessage(tx, key)).filter(
      ({ importId }) => importId !== key.importId,
    );
    // The last plan has the button or gets it; the one before it may have had it until now.
    for (const { importId } of others.slice(-2)) {
      await enqueueShowing(tx, { ...key, importId }, { isEcho: true });
    }
  });
}

const withMore = async (context: Context, record: Import): Promise<Import> =>
  withAwaited(context, await withSecondPerson(context, await withOpenPlans(context, record)));

/** Only the last plan of a message gets the button for all of them. */
async function withOpenPlans({ inWorkspace }: Context, record: Import): Promise<Import> {
  if (record.state !== 'planned') return record;
  const { workspaceId, id: importId } = record;
  const openPlans = await inWorkspace(workspaceId, (tx) =>
    findOpenPlansOfMessage(tx, { workspaceId, importId }),
  );
  return openPlans.at(-1)?.importId === importId ? { ...record, openPlans } : record;
}
