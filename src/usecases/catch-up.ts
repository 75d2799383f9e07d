// Looks back for shares that were never noted: the app, or its line to Slack, was down for longer than Slack tries.
//
// One job reads one page: of the channels, of one channel, or of one thread. It hands on what else is to be read, so
// whichever Slack asks to wait, only that waits, and no page is read a second time for another one's sake. That also
// comes to an end where Slack gives 15 messages a minute, as to an app that is sold outside its marketplace. What was
// noted already is noted once.
import { findRecentThreads } from '../db/imports.ts';
import type { InWorkspace } from '../db/in-workspace.ts';
import { enqueue, type Job } from '../queue.ts';
import type { Jobs, RecentShares } from './ports.ts';
import type { FileShare } from './request-import.ts';

type Look = Jobs['catch-up'];

/** What a page has, and where else to look for it. */
type Seen = {
  readonly shares: readonly FileShare[];
  readonly inside: readonly Look[];
  readonly next: string;
};

export function catchUp(
  inWorkspace: InWorkspace,
  recent: RecentShares,
  requestImport: (share: FileShare) => Promise<void>,
) {
  return async ({ payload: look, holds }: Job<Jobs, 'catch-up'>): Promise<void> => {
    const { shares, inside, next } = await seenBy(look);
    for (const share of shares) await requestImport(share);
    await inWorkspace(look.workspaceId, async (tx) => {
      await holds(tx);
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
    const { shares, threads, next } = await recent.inChannel({ workspaceId, channelId }, since, cursor);
    // A thread that began earlier is not among what was said since; files come back in those of exports and plans.
    const known =
      cursor === ''
        ? await inWorkspace(workspaceId, (tx) => findRecentThreads(tx, workspaceId, channelId))
        : [];
    const all = new Set([...threads, ...known]);
    return { shares, inside: [...all].map((thread) => ({ ...inside, threadTs: thread })), next };
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
