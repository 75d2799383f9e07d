// Looks back for shares that were never noted: the app, or its line to Slack, was down for longer than Slack tries.
//
// One job reads one page: of the channels, of one channel, or of one thread. It hands on what else is to be read, so
// whichever Slack asks to wait, only that waits, and no page is read a second time for another one's sake. That also
// comes to an end where Slack gives 15 messages a minute, as to an app that is sold outside its marketplace. What was
// noted already is noted once.
import { findRecentThreads } from '../../db/imports.ts';
import type { InWorkspace } from '../../db/in-workspace.ts';
import { enqueue, type Job } from '../../queue/queue.ts';
import type { Jobs, MissedShares } from '../ports.ts';
import type { FileShare } from './request-import.ts';

type Look = Jobs['catch-up'];

/**
 * How much longer ago a thread may have begun. Slack has no list of threads: those with new answers are found by their
 * first message only, and each page of messages is a question that it counts.
 */
const threadsLastMs = 24 * 60 * 60_000;

/** What a page has, and where else to look for it. */
type Seen = {
  readonly shares: readonly FileShare[];
  readonly inside: readonly Look[];
  readonly next: string;
};

export function catchUp(
  inWorkspace: InWorkspace,
  recent: MissedShares,
  requestImport: (share: FileShare) => Promise<void>,
) {
  return async ({ payload: look, assertLease }: Job<Jobs, 'catch-up'>): Promise<void> => {
    const { shares, inside, next } = await seenBy(look);
    for (const share of shares) await requestImport(share);
    await inWorkspace(look.workspaceId, async (tx) => {
      await assertLease(tx);
      for (const one of inside) await enqueueLook(tx, one);
      if (next !== '') await enqueueLook(tx, { ...look, cursor: next });
    });
  };

  async function seenBy(look: Look): Promise<Seen> {
    const { workspaceId, channelId, threadTs, cursor = '' } = look;
    const since = new Date(look.since);
    const inside = { ...look, cursor: '' };
    if (channelId === null) {
      const { channelIds, next } = await recent.channels(workspaceId, cursor);
      return { shares: [], inside: channelIds.map((channel) => ({ ...inside, channelId: channel })), next };
    }
    if (threadTs !== null) {
      const seen = await recent.inThread({ workspaceId, channelId, threadTs }, since, cursor);
      return { ...seen, inside: [] };
    }
    const begunAfter = new Date(since.getTime() - threadsLastMs);
    const place = { workspaceId, channelId };
    const { shares, threads, next } = await recent.inChannel(place, since, begunAfter, cursor);
    const older = cursor === '' ? await ourThreads(place, begunAfter) : [];
    return {
      shares,
      inside: [...threads, ...older].map((thread) => ({ ...inside, threadTs: thread })),
      next,
    };
  }

  /** Those that began earlier: files come back in the threads of exports and plans. */
  async function ourThreads(
    place: { workspaceId: string; channelId: string },
    before: Date,
  ): Promise<string[]> {
    const { workspaceId, channelId } = place;
    const known = await inWorkspace(workspaceId, (tx) => findRecentThreads(tx, workspaceId, channelId));
    return known.filter((ts) => Number(ts) * 1_000 <= before.getTime());
  }
}

/** Once for the same page of the same place since the same moment. */
export async function enqueueLook(tx: Parameters<typeof enqueue>[0], look: Look): Promise<void> {
  const { workspaceId, since, channelId, threadTs, cursor } = look;
  await enqueue(tx, {
    kind: 'catch-up',
    workspaceId,
    payload: look,
    key: [since, channelId, threadTs, cursor].filter(Boolean).join(' '),
  });
}
