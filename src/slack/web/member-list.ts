// The members of a workspace as `users.list` returns them. Slack allows 20 calls a minute, of at most 999 members each. So
// all who ask about a workspace share one reading, which goes on in the background from page to page, for as long as Slack
// makes it wait; what was read is kept until all of it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { settleWithin } from '../../timeout.ts';
import { identityOf, type MemberIdentity } from './member-identity.ts';
import { MembersUnreadError } from './members-unread-error.ts';
import { retryAfterMs, slackErrorOf } from './slack-error.ts';
import type { WebClients } from './web-clients.ts';

type Members = Map<string, MemberIdentity>;

type Reading = {
  readonly members: Members;
  readonly startedAt: number;
  /** In ms since the epoch, as all times here; null while it is being read. */
  readAt: number | null;
  cursor: string;
  pages: number;
  /** Whether Slack made it wait. */
  isSlow: boolean;
  /** Settles when the page that is being read is there, or fails; null: nothing is being read. */
  page: Promise<void> | null;
};

type Lists = {
  /** Complete. */
  last: Reading | null;
  /** Being read. */
  next: Reading | null;
};

/** By workspace. */
export type MemberLists = Map<string, Lists>;

type ListContext = { readonly clients: WebClients; readonly memberLists: MemberLists };

export type WorkspaceOfList = {
  readonly workspaceId: string;
  /** Of an org-wide installation. */
  readonly enterpriseId: string | null;
};

export type ListedMembers = {
  /** By their ids; those that were read so far. */
  readonly members: ReadonlyMap<string, MemberIdentity>;
  /** How long ago all of them were read, in ms; null: not yet. */
  readonly completeForMs: number | null;
  readonly usedUntil: number;
};

/** @returns undefined where these members don't tell */
type Answer<Result> = (listed: ListedMembers) => Result | undefined;

/** The largest page that Slack allows. */
const pageSize = 999;

/** A list of few pages costs little, so it is used for a minute, as what Slack says about a single member. */
const fewPages = 3;
const minuteMs = 60_000;
const usedMs = 10 * minuteMs;
/** A list that is used after this time is renewed, so that nobody waits when it ends. */
const renewedAfterMs = 5 * minuteMs;

/** How long a caller waits for the list: a command is answered within the two seconds before its acknowledgement. */
const patienceMs = 1_500;

/**
 * Resolves with the first answer: from a list that was read within the last ten minutes (a short one: within the last minute),
 * or from one that is being read.
 *
 * @throws MembersUnreadError if there is none at once; the reading goes on
 */
export async function askMemberList<Result>(
  context: ListContext,
  workspace: WorkspaceOfList,
  answer: Answer<Result>,
): Promise<Result> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const known = answerNow(context, workspace, answer);
    if (known !== undefined) return known;
    const reading = readOn(context, workspace);
    const leftMs = deadline - performance.now();
    let isSettled = false;
    const page = reading.page?.finally(() => {
      isSettled = true;
    });
    if (page && leftMs > 0) await settleWithin(page, leftMs);
    if (!isSettled) throw new MembersUnreadError(reading.isSlow);
    await page;
  }
}

/** The answer of what was read before; begins to renew what gets old. */
function answerNow<Result>(
  context: ListContext,
  workspace: WorkspaceOfList,
  answer: Answer<Result>,
): Result | undefined {
  const { last, next } = currentLists(context.memberLists, workspace.workspaceId);
  const readAt = last?.readAt ?? null;
  if (last && readAt !== null) {
    const known = answer(listedBy(last));
    if (known !== undefined) {
      if (Date.now() - readAt > renewedAfterMs) readOn(context, workspace);
      return known;
    }
  }
  return answer(listedBy(next ?? begin()));
}

const listedBy = (reading: Reading): ListedMembers => ({
  members: reading.members,
  completeForMs: reading.readAt === null ? null : Date.now() - reading.readAt,
  usedUntil: usedUntil(reading),
});

/** Without what is too old. */
function currentLists(lists: MemberLists, workspaceId: string): Lists {
  const found = lists.get(workspaceId) ?? { last: null, next: null };
  if (found.last && usedUntil(found.last) <= Date.now()) found.last = null;
  if (found.next?.page === null && found.next.startedAt + usedMs <= Date.now()) found.next = null;
  return found;
}

function usedUntil({ pages, startedAt, readAt }: Reading): number {
  const since = readAt ?? startedAt;
  // Also where Slack made a short one wait, those who waited for it must find it.
  return pages <= fewPages ? Math.max(startedAt + minuteMs, since + minuteMs / 2) : since + usedMs;
}

/** The reading under way, or one that begins or resumes now. */
function readOn(context: ListContext, workspace: WorkspaceOfList): Reading {
  const { memberLists } = context;
  const { workspaceId } = workspace;
  const lists = currentLists(memberLists, workspaceId);
  const reading = lists.next ?? begin();
  lists.next = reading;
  if (!memberLists.has(workspaceId)) dropUnused(memberLists);
  memberLists.set(workspaceId, lists);
  if (reading.page === null) readNextPage(context, workspace, lists, reading);
  return reading;
}

const begin = (): Reading => ({
  members: new Map(),
  startedAt: Date.now(),
  readAt: null,
  cursor: '',
  pages: 0,
  isSlow: false,
  page: null,
});

function dropUnused(memberLists: MemberLists): void {
  for (const workspaceId of memberLists.keys()) {
    const { last, next } = currentLists(memberLists, workspaceId);
    if (!last && !next) memberLists.delete(workspaceId);
  }
}

function readNextPage(
  context: ListContext,
  workspace: WorkspaceOfList,
  lists: Lists,
  reading: Reading,
): void {
  reading.page = readPage(context, workspace, reading);
  reading.page.then(
    () => {
      if (reading.readAt === null) readNextPage(context, workspace, lists, reading);
      else Object.assign(lists, { last: reading, next: null });
    },
    (error: unknown) => {
      reading.page = null;
      // Whoever asks next resumes at the cursor, unless Slack doesn't know it anymore.
      if (slackErrorOf(error) === 'invalid_cursor') lists.next = null;
    },
  );
}

async function readPage(
  { clients }: ListContext,
  { workspaceId, enterpriseId }: WorkspaceOfList,
  reading: Reading,
): Promise<void> {
  for (;;) {
    try {
      const client = await clients.retrying(workspaceId);
      const { members = [], response_metadata } = await client.users.list({
        team_id: workspaceId,
        limit: pageSize,
        cursor: reading.cursor,
      });
      for (const user of members)
        if (user.id) reading.members.set(user.id, identityOf(user, workspaceId, enterpriseId));
      reading.cursor = response_metadata?.next_cursor ?? '';
      reading.pages += 1;
      if (reading.cursor === '') reading.readAt = Date.now();
      return;
    } catch (error) {
      const waitMs = retryAfterMs(error);
      if (waitMs === null) throw error;
      reading.isSlow = true;
      await sleep(waitMs, undefined, { ref: false });
    }
  }
}
