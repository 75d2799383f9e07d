// Backfill of missed events: finds shares that were never recorded, because the app or its connection to Slack was
// down for longer than Slack retries.
//
// One job reads one page: of the channels, of one channel, or of one thread, and enqueues a job for each further page
// or place. So a rate limit delays only the page that hit it, and no page is read twice. This also ends where Slack
// allows 15 messages a minute, as it does for apps distributed outside its Marketplace. A share that is already
// recorded is not recorded again.
import { findRecentThreads } from '../../db/imports.ts';
import type { Queryable } from '../../db/transaction.ts';
import type { FileShare } from '../../model/file-share.ts';
import { enqueueJob, type JobOf, type Jobs } from '../job-payloads.ts';
import type { Context } from '../ports.ts';
import { requestImport } from './request-import.ts';

type Backfill = Jobs['catch-up'];

/**
 * How much older than the missed shares a thread may be. Slack has no list of threads: a thread with new replies is
 * found through its first message, and each page of messages counts toward the rate limit.
 */
const threadsLastMs = 24 * 60 * 60_000;

/** What one page contains, and which places to read next. */
type Page = {
  readonly shares: readonly FileShare[];
  readonly places: readonly Backfill[];
  readonly next: string;
};

export async function backfillMissedShares(
  context: Context,
  { payload: backfill, assertLease }: JobOf<'catch-up'>,
): Promise<void> {
  const { shares, places, next } = await readPage(context, backfill);
  for (const share of shares) await requestImport(context, share);
  await context.inWorkspace(backfill.workspaceId, async (tx) => {
    await assertLease(tx);
    for (const place of places) await enqueueBackfill(tx, place);
    if (next !== '') await enqueueBackfill(tx, { ...backfill, cursor: next });
  });
}

async function readPage(context: Context, backfill: Backfill): Promise<Page> {
  const { workspaceId, channelId, threadTs, cursor = '' } = backfill;
  const { missedShares } = context.slack;
  const since = new Date(backfill.since);
  const firstPage = { ...backfill, cursor: '' };
  if (channelId === null) {
    const { channelIds, next } = await missedShares.channels(workspaceId, cursor);
    return { shares: [], places: channelIds.map((channel) => ({ ...firstPage, channelId: channel })), next };
  }
  if (threadTs !== null) {
    const thread = await missedShares.inThread({ workspaceId, channelId, threadTs }, since, cursor);
    return { ...thread, places: [] };
  }
  const begunAfter = new Date(since.getTime() - threadsLastMs);
  const channel = { workspaceId, channelId };
  const { shares, threads, next } = await missedShares.inChannel(channel, since, begunAfter, cursor);
  const older = cursor === '' ? await olderThreads(context, channel, begunAfter) : [];
  const places = [...threads, ...older].map((thread) => ({ ...firstPage, threadTs: thread }));
  return { shares, places, next };
}

/** Threads of exports and plans that began earlier: members share edited files there. */
async function olderThreads(
  { inWorkspace }: Context,
  { workspaceId, channelId }: { workspaceId: string; channelId: string },
  before: Date,
): Promise<string[]> {
  const known = await inWorkspace(workspaceId, (tx) => findRecentThreads(tx, workspaceId, channelId));
  return known.filter((ts) => Number(ts) * 1_000 <= before.getTime());
}

/** Enqueues one job per page, place, and start time. */
export async function enqueueBackfill(tx: Queryable, backfill: Backfill): Promise<void> {
  const { since, channelId, threadTs, cursor } = backfill;
  const key = [since, channelId, threadTs, cursor].filter(Boolean).join(' ');
  await enqueueJob(tx, 'catch-up', backfill, { key });
}
