// Who a person is, by what Slack says about them in the workspace that asks.
import { afterAll, describe, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../../src/log.ts';
import { identifyMember } from '../../../src/slack/web/members.ts';
import { createWebClients } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());

const harbor = fake.app().teamId;
const clients = createWebClients(
  { tokenOf: async (id) => fake.app(id).token },
  { slackApiUrl: fake.apiUrl },
  openLog('silent'),
);

const installations = {
  botFor: async (workspaceId: string) => {
    const { botId, botUserId: botMemberId, enterpriseId = null } = fake.app(workspaceId);
    return { workspaceId, botId, botMemberId, enterpriseId };
  },
};

/** Asks Slack every time: each call has an empty cache. */
const identify = (memberId: string) =>
  identifyMember(
    { clients, installations, memberCache: new Map(), memberLists: new Map() },
    harbor,
    memberId,
  );

describe('in the workspace of the app', () => {
  it.each([
    ['olga', { kind: 'member', isSlackAdmin: true }],
    ['dana', { kind: 'member', isSlackAdmin: true }],
    ['lee', { kind: 'member', isSlackAdmin: false }],
    ['sam', { kind: 'guest', isSlackAdmin: false }],
    ['gus', { kind: 'guest', isSlackAdmin: false }],
    ['helper', { kind: 'bot', isSlackAdmin: false }],
    ['rosa', { kind: 'deactivated', isSlackAdmin: false }],
  ])('%s is %j', async (name, identity) => {
    expect(await identify(fake.member(name).id)).toMatchObject(identity);
  });

  it('an admin of another company is a stranger, even if Slack does not mark them as one', async () => {
    const pam = fake.addMember({ name: 'pam', kind: 'admin', workspace: 'T0PARTNER' });
    fake.invite('with-partner', pam.id);
    expect(await identify(pam.id)).toMatchObject({ kind: 'stranger', isSlackAdmin: false });
  });

  it('an admin whom Slack marks as a stranger is one, whatever their workspace', async () => {
    const sly = fake.addMember({ name: 'sly', kind: 'admin', workspace: harbor, stranger: true });
    expect(await identify(sly.id)).toMatchObject({ kind: 'stranger', isSlackAdmin: false });
  });

  it('a person whom Slack does not know is a stranger', async () => {
    expect(await identify('U0NOBODY')).toMatchObject({ kind: 'stranger', isSlackAdmin: false });
  });
});

it('the cache keeps a member of two workspaces of one organization apart by workspace', async () => {
  for (const id of ['T0GRID001', 'T0GRID002']) {
    fake.addWorkspace({ id, name: id, enterpriseId: 'E0GRID' });
    fake.install({ workspace: id });
  }
  const alsoIn = { T0GRID002: 'ordinary' } as const;
  const { id } = fake.addMember({ name: 'gil', kind: 'owner', workspace: 'T0GRID001', alsoIn });
  const context = { clients, installations, memberCache: new Map(), memberLists: new Map() };
  for (let round = 0; round < 2; round++) {
    expect(await identifyMember(context, 'T0GRID001', id)).toMatchObject({
      kind: 'member',
      isSlackAdmin: true,
    });
    expect(await identifyMember(context, 'T0GRID002', id)).toMatchObject({
      kind: 'member',
      isSlackAdmin: false,
    });
  }
  expect(context.memberCache.size).toBe(2);
  expect(await identifyMember(context, harbor, id)).toMatchObject({ kind: 'stranger' });
});

describe('with the token of an org-wide installation', async () => {
  // Slack may return fewer than the app asks for.
  const grid = await startFakeSlack({ seed: 'none', pageSize: 2 });
  afterAll(() => grid.close());
  const [one, two] = ['T0GRIDONE', 'T0GRIDTWO'] as const;
  for (const id of [one, two]) grid.addWorkspace({ id, name: id, enterpriseId: 'E0GRID' });
  const add = (name: string, kind: 'ordinary' | 'owner' | 'guest', there: typeof kind, more = {}) =>
    grid.addMember({ name, kind, workspace: one, alsoIn: { [two]: there }, ...more }).id;
  const gil = add('gil', 'owner', 'ordinary');
  const liv = add('liv', 'ordinary', 'owner');
  const gus = add('gus', 'owner', 'guest');
  const ola = add('ola', 'ordinary', 'ordinary', { organizationRole: 'owner' });
  const sol = grid.addMember({ name: 'sol', kind: 'owner', workspace: one }).id;
  const { token, botId, botUserId } = grid.installOrganization({ enterprise: 'E0GRID' });
  grid.grantAccess('E0GRID', [one, two]);
  const context = () => ({
    clients: createWebClients(
      { tokenOf: async () => token },
      { slackApiUrl: grid.apiUrl },
      openLog('silent'),
    ),
    installations: {
      botFor: async (workspaceId: string) => ({
        workspaceId,
        botId,
        botMemberId: botUserId,
        enterpriseId: 'E0GRID',
      }),
    },
    memberCache: new Map(),
    memberLists: new Map(),
  });

  it.each([
    ['gil', gil, [true, false]],
    ['liv', liv, [false, true]],
    ['ola, an owner of the organization,', ola, [true, true]],
  ])('%s is an admin only where they are one', async (_, id, isAdmin) => {
    for (const [index, workspaceId] of [one, two].entries())
      expect(await identifyMember(context(), workspaceId, id)).toMatchObject({
        kind: 'member',
        isSlackAdmin: isAdmin[index],
      });
  });

  it('a guest of a workspace is one there, and someone who is not in it a stranger', async () => {
    expect(await identifyMember(context(), one, gus)).toMatchObject({ kind: 'member', isSlackAdmin: true });
    expect(await identifyMember(context(), two, gus)).toMatchObject({ kind: 'guest', isSlackAdmin: false });
    expect(await identifyMember(context(), two, sol)).toMatchObject({ kind: 'stranger' });
  });
});
