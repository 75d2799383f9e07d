import type { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';

let fake: FakeSlack;
let client: WebClient;

beforeAll(async () => {
  fake = await startFakeSlack();
  client = botClient(fake);
});
afterAll(() => fake.close());

describe('members', () => {
  test.each([
    ['olga', { is_owner: true, is_primary_owner: true, is_admin: true }],
    ['dana', { is_admin: true, is_owner: false, deleted: false }],
    ['lee', { is_admin: false, is_restricted: false }],
    ['sam', { is_restricted: true, is_ultra_restricted: false }],
    ['gus', { is_restricted: true, is_ultra_restricted: true }],
    ['helper', { is_bot: true }],
    ['rosa', { deleted: true }],
    ['pat', { team_id: 'T0PARTNER' }],
  ])('%s has the right flags', async (name, flags) => {
    const { user } = await client.users.info({ user: fake.member(name).id });
    expect(user).toMatchObject({ name, ...flags });
  });

  test('a member of an Enterprise organization has an enterprise_user', async () => {
    const { id } = fake.addWorkspace({ name: 'Grid', enterpriseId: 'E0GRID' });
    const { token } = fake.install({ workspace: id });
    const eva = fake.addMember({ name: 'eva', workspace: id });
    const { user } = await botClient(fake, token).users.info({ user: eva.id });
    expect(user?.enterprise_user).toMatchObject({ enterprise_id: 'E0GRID', teams: [id] });
  });

  test('a member of several workspaces has in each the flags of that workspace', async () => {
    const [one, other] = ['One', 'Other'].map(
      (name) => fake.addWorkspace({ name, enterpriseId: 'E0TWO' }).id,
    );
    const gil = fake.addMember({
      name: 'gil',
      kind: 'owner',
      workspace: one!,
      alsoIn: { [other!]: 'guest' },
    });
    for (const [workspace, flags] of [
      [one!, { is_owner: true, is_restricted: false }],
      [other!, { is_owner: false, is_restricted: true }],
    ] as const) {
      const { token } = fake.install({ workspace });
      const { user } = await botClient(fake, token).users.info({ user: gil.id });
      expect(user).toMatchObject({ ...flags, enterprise_user: { teams: [one, other] } });
      expect(user).not.toHaveProperty('is_stranger');
    }
  });

  test('a member of another company is a stranger only without a common visible channel', async () => {
    const quinn = fake.addMember({ name: 'quinn', workspace: 'T0PARTNER' });
    const shared = { kind: 'private', workspace: 'T0HARBOR1', sharedWith: ['T0PARTNER'] } as const;
    fake.addChannel({ ...shared, name: 'without-bot', members: ['lee'] });
    fake.invite('without-bot', quinn.id);
    expect((await client.users.info({ user: quinn.id })).user).toMatchObject({ is_stranger: true });
    const { user } = await client.users.info({ user: fake.member('pat').id });
    expect(user).not.toHaveProperty('is_stranger');
  });

  test('members and channels of another workspace are not found', async () => {
    const { id } = fake.addWorkspace({ name: 'Elsewhere' });
    const { token } = fake.install({ workspace: id });
    const there = botClient(fake, token);
    expect(await refusal(there.users.info({ user: 'U0DANA000' }))).toMatchObject({ error: 'user_not_found' });
    expect(await refusal(there.conversations.info({ channel: 'C0ENDUSERS' }))).toMatchObject({
      error: 'channel_not_found',
    });
  });
});
