// Looks back for shares that were never noted: the app, or its line to Slack, was down for longer than Slack tries.
//
// One job lists the channels, one for each looks through the channel, one for each thread through that: whichever
// Slack asks to wait, only that waits. What was noted already is noted once.
import { findRecentThreads } from '../db/imports.ts';
import type { InWorkspace } from '../db/in-workspace.ts';
import { enqueue, type Job } from '../queue.ts';
import type { Jobs, RecentShares } from './ports.ts';
import type { FileShare } from './request-import.ts';

type Look = Jobs['catch-up'];

export function catchUp(
  inWorkspace: InWorkspace,
  recent: RecentShares,
  requestImport: (share: FileShare) => Promise<void>,
) {
  return async ({ payload: look }: Job<Jobs, 'catch-up'>): Promise<void> => {
    const { workspaceId, channelId, threadTs } = look;
    const since = new Date(look.since);
    if (channelId === null) {
      const channels = await recent.channels(workspaceId);
      await lookInto(channels.map((channel) => ({ ...look, channelId: channel })));
    } else if (threadTs === null) {
      const { shares, threads } = await recent.inChannel({ workspaceId, channelId }, since);
      for (const share of shares) await requestImport(share);
      // A thread that began earlier is not among what was said since; files come back in those of exports and plans.
      const known = await inWorkspace(workspaceId, (tx) => findRecentThreads(tx, workspaceId, channelId));
      const all = new Set([...threads, ...known]);
      await lookInto([...all].map((thread) => ({ ...look, threadTs: thread })));
    } else {
      const shares = await recent.inThread({ workspaceId, channelId, threadTs }, since);
      for (const share of shares) await requestImport(share);
    }
  };

  async function lookInto(looks: readonly Look[]): Promise<void> {
    for (const look of looks) await inWorkspace(look.workspaceId, (tx) => enqueueLook(tx, look));
  }
}

/** Once for the same place and time. */
export async function enqueueLook(tx: Parameters<typeof enqueue>[0], look: Look): Promise<void> {
  const { workspaceId, since, channelId, threadTs } = look;
  await enqueue(tx, {
    kind: 'catch-up',
    workspaceId,
    payload: look,
    key: [since, channelId, threadTs].filter(Boolean).join(' '),
  });
}
