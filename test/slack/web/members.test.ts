// Who somebody is, by what Slack says of them, in the workspace that asks.
import { afterAll, describe, expect, it } from 'vitest';
import { startFakeSlack } from '../../../playground/fake-slack/fake-slack.ts';
import { openLog } from '../../../src/log.ts';
import { members } from '../../../src/slack/web/members.ts';
import { createWebClients } from '../../../src/slack/web/web-clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());

const harbor = fake.app().teamId;
const known = () =>
  members(
    createWebClients(
      { tokenOf: async (id) => fake.app(id).token },
      { slackApiUrl: fake.apiUrl },
      openLog('silent'),
    ),
  );

describe('in the workspace where the app is', () => {
  it.each([
    ['olga', { kind: 'member', isSlackAdmin: true }],
    ['dana', { kind: 'member', isSlackAdmin: true }],
    ['lee', { kind: 'member', isSlackAdmin: false }],
    ['sam', { kind: 'guest', isSlackAdmin: false }],
    ['gus', { kind: 'guest', isSlackAdmin: false }],
    ['helper', { kind: 'bot', isSlackAdmin: false }],
    ['rosa', { kind: 'deactivated', isSlackAdmin: false }],
  ])('%s is %j', async (name, who) => {
    expect(await known().identify(harbor, fake.member(name).id)).toMatchObject(who);
  });

  it('an admin of another company is a stranger, though Slack does not say so', async () => {
    const pam = fake.addMember({ name: 'pam', kind: 'admin', workspace: 'T0PARTNER' });
    fake.invite('with-partner', pam.id);
    expect(await known().identify(harbor, pam.id)).toMatchObject({ kind: 'stranger', isSlackAdmin: false });
  });

  it('an admin whom Slack calls a stranger is one, whatever their workspace', async () => {
    const sly = fake.addMember({ name: 'sly', kind: 'admin', workspace: harbor, stranger: true });
    expect(await known().identify(harbor, sly.id)).toMatchObject({ kind: 'stranger', isSlackAdmin: false });
  });

  it('somebody whom Slack does not know is a stranger', async () => {
    expect(await known().identify(harbor, 'U0NOBODY')).toMatchObject({
      kind: 'stranger',
      isSlackAdmin: false,
    });
  });
});

it('a member of two workspaces of one organization is remembered in each as what they are there', async () => {
  for (const id of ['T0GRID001', 'T0GRID002']) {
    fake.addWorkspace({ id, name: id, enterpriseId: 'E0GRID' });
    fake.install({ workspace: id });
  }
  const alsoIn = { T0GRID002: 'ordinary' } as const;
  const { id } = fake.addMember({ name: 'gil', kind: 'owner', workspace: 'T0GRID001', alsoIn });
  const { identify: whoIs } = known();
  for (let time = 0; time < 2; time++) {
    expect(await whoIs('T0GRID001', id)).toMatchObject({ kind: 'member', isSlackAdmin: true });
    expect(await whoIs('T0GRID002', id)).toMatchObject({ kind: 'member', isSlackAdmin: false });
  }
  expect(await whoIs(harbor, id)).toMatchObject({ kind: 'stranger' });
});
