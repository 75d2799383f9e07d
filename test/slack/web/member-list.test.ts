// The list of a workspace's members: read once for all who ask, to its end, whatever Slack makes it wait.
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../../src/log.ts';
import { hasGuest } from '../../../src/slack/web/guests.ts';
import { identifyMember } from '../../../src/slack/web/members.ts';
import { MembersUnreadError } from '../../../src/slack/web/members-unread-error.ts';
import { createWebClients } from '../../../src/slack/web/web-clients.ts';

const enterprise = 'E0GRID';
const [home, away] = ['T0GRIDONE', 'T0GRIDTWO'] as const;
const people = 60;
const grid = await startFakeSlack({ seed: 'none', pageSize: 10 });
afterAll(() => grid.close());
for (const id of [home, away]) grid.addWorkspace({ id, name: id, enterpriseId: enterprise });
const ids = Array.from({ length: people }, (_, i) => add(`m-${i}`));
const { token, botId, botUserId } = grid.installOrganization({ enterprise });
grid.grantAccess(enterprise, [home, away]);

/** Of workspace `home`, who is a guest of `away` if not said otherwise. */
function add(name: string, there: 'ordinary' | 'guest' = 'ordinary'): string {
  return grid.addMember({ name, workspace: home, alsoIn: { [away]: there } }).id;
}

function newContext() {
  const clients = createWebClients(
    { tokenOf: async () => token },
    { slackApiUrl: grid.apiUrl },
    openLog('silent'),
  );
  const bot = { botId, botMemberId: botUserId, enterpriseId: enterprise };
  const installations = { botFor: async (workspaceId: string) => ({ workspaceId, ...bot }) };
  const caches = { memberCache: new Map(), memberLists: new Map(), guestCache: new Map() };
  return { clients, installations, ...caches };
}

const cursors = (from = 0) =>
  grid
    .calls('users.list')
    .slice(from)
    .map(({ args }) => args.cursor ?? '');
const pages = () => Math.ceil((people + 2) / 10);

/** Asks as a job does that waits for Slack. */
const identified = (context: ReturnType<typeof newContext>, id: string) =>
  vi.waitFor(() => identifyMember(context, away, id), { timeout: 15_000, interval: 200 });

afterEach(() => {
  grid.faults.clear();
  vi.restoreAllMocks();
});

it('is read once for all who ask at the same time, and afterwards', async () => {
  const before = cursors().length;
  const context = newContext();
  const found = await Promise.all(ids.map((id) => identifyMember(context, away, id)));
  expect(found.every(({ kind }) => kind === 'member')).toBe(true);
  for (const name of ['few', 'others']) {
    const members = [...ids.slice(0, 8), botUserId];
    const channel = grid.addChannel({ name, workspace: away, members }).id;
    expect(await hasGuest(context, away, channel)).toBe(false);
  }
  expect(new Set(cursors(before)).size).toBe(cursors().length - before);
});

it('goes on at its cursor after a rate limit, while whoever asks is told to come back', async () => {
  const before = cursors().length;
  const context = newContext();
  grid.faults.add({
    method: 'users.list',
    when: () => cursors(before).length > 3,
    answer: { status: 429, retryAfter: 4 },
  });
  const last = ids.at(-1)!;
  await expect(identifyMember(context, away, last)).rejects.toThrow(MembersUnreadError);
  await expect(identifyMember(context, away, last)).rejects.toMatchObject({ retryAfter: 30 });
  // Who was read before that is known.
  expect(await identifyMember(context, away, ids[0]!)).toMatchObject({ kind: 'member' });
  expect(await identified(context, last)).toMatchObject({ kind: 'member' });
  const read = cursors(before);
  expect(read.filter((cursor) => cursor === '')).toHaveLength(1);
  expect(read.length).toBeLessThanOrEqual(pages() + 2);
});

it('goes on at its cursor after Slack failed', async () => {
  const before = cursors().length;
  const context = newContext();
  grid.faults.add({
    method: 'users.list',
    when: () => cursors(before).length > 3,
    answer: { error: 'internal_error' },
  });
  const last = ids.at(-1)!;
  await expect(identifyMember(context, away, last)).rejects.toThrow('internal_error');
  expect(await identified(context, last)).toMatchObject({ kind: 'member' });
  expect(cursors(before).filter((cursor) => cursor === '')).toHaveLength(1);
});

it('is used for ten minutes, and renewed before its end for those who use it', async () => {
  const context = newContext();
  for (const id of ids) await identified(context, id);
  const now = Date.now.bind(Date);
  const later = (minutes: number) => vi.spyOn(Date, 'now').mockImplementation(() => now() + minutes * 60_000);
  const before = cursors().length;
  later(4);
  await identifyMember(context, away, ids[0]!);
  expect(cursors()).toHaveLength(before);
  later(9);
  grid.faults.add({ method: 'users.list', answer: { status: 429, retryAfter: 1 } });
  expect(await identifyMember(context, away, ids[0]!)).toMatchObject({ kind: 'member' });
  await vi.waitFor(() => expect(cursors().length - before).toBe(pages() + 1), 10_000);
  const renewed = cursors().length;
  later(14);
  expect(await identifyMember(context, away, ids[1]!)).toMatchObject({ kind: 'member' });
  expect(cursors()).toHaveLength(renewed);
  later(60);
  await identifyMember(context, away, ids[1]!);
  expect(cursors().length).toBeGreaterThan(renewed);
});

it('has whoever joins within a minute or so', async () => {
  const context = newContext();
  for (const id of ids) await identified(context, id);
  const joined = add('new-here', 'guest');
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
  expect(await identified(context, joined)).toMatchObject({ kind: 'guest' });
});

it('is not discarded, however many members it has', async () => {
  const many = Array.from({ length: 5_100 }, (_, i) => add(`more-${i}`));
  const context = newContext();
  const before = cursors().length;
  // Pages of ten take as many calls as 500,000 members would.
  await vi.waitFor(() => identifyMember(context, away, many.at(-1)!), { timeout: 60_000, interval: 500 });
  expect(cursors(before).filter((cursor) => cursor === '')).toHaveLength(1);
  const read = cursors().length;
  for (const id of [many[0]!, many[2_000]!, ids[0]!]) await identifyMember(context, away, id);
  expect(cursors().length - read).toBeLessThanOrEqual(1);
}, 90_000);
