// An org-wide installation: one token for all workspaces of an Enterprise organization that were granted access.
import { beforeEach, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';

const [one, two, other] = ['T0GRIDONE', 'T0GRIDTWO', 'T0GRIDOUT'] as const;
const enterprise = 'E0GRID';
let fake: FakeSlack;
let bot: string;
let channels: Record<string, string>;
beforeEach(async () => {
  fake = await startFakeSlack({ seed: 'none' });
  for (const id of [one, two, other]) fake.addWorkspace({ id, name: id, enterpriseId: enterprise });
  fake.addMember({ name: 'gil', kind: 'owner', workspace: one, alsoIn: { [two]: 'guest' } });
  bot = fake.installOrganization({ enterprise }).botUserId;
  fake.grantAccess(enterprise, [one, two]);
  channels = Object.fromEntries(
    [one, two, other].map((workspace) => [
      workspace,
      fake.addChannel({ name: `desk-${workspace.toLowerCase()}`, workspace, members: [bot] }).id,
    ]),
  );
  return () => fake.close();
});
const client = () => botClient(fake, fake.app(enterprise).token);

test('the token names the organization, and the workspaces that it may act in', async () => {
  expect(await client().auth.test()).toMatchObject({
    enterprise_id: enterprise,
    is_enterprise_install: true,
  });
  const { teams } = await client().auth.teams.list({});
  expect(teams?.map(({ id }) => id)).toEqual([one, two]);
});

test('lists need a workspace, and contain nothing of the others', async () => {
  expect(await refusal(client().users.conversations({}))).toMatchObject({ error: 'missing_argument' });
  expect(await refusal(client().users.list({}))).toMatchObject({ error: 'missing_argument' });
  const page = await client().users.conversations({ team_id: two });
  expect(page.channels?.map(({ id }) => id)).toEqual([channels[two]]);
  expect(await refusal(client().users.conversations({ team_id: other }))).toMatchObject({
    error: 'team_access_not_granted',
  });
});

test('the bot posts in the workspaces that granted access, until it is revoked', async () => {
  for (const workspace of [one, two]) {
    const channel = channels[workspace]!;
    expect(await client().chat.postMessage({ channel, text: 'Hi' })).toMatchObject({
      message: { team: workspace },
    });
  }
  const refused = { error: 'team_access_not_granted' };
  expect(await refusal(client().chat.postMessage({ channel: channels[other]!, text: 'Hi' }))).toMatchObject(
    refused,
  );
  fake.revokeAccess(enterprise, [two]);
  expect(await refusal(client().chat.postMessage({ channel: channels[two]!, text: 'Hi' }))).toMatchObject(
    refused,
  );
});

test('users.info shows what a member is in their own workspace, and users.list what they are in each', async () => {
  const { id } = fake.member('gil');
  const { user } = await client().users.info({ user: id });
  expect(user).toMatchObject({ team_id: one, is_owner: true, is_restricted: false });
  const { members } = await client().users.list({ team_id: two });
  expect(members?.find((member) => member.id === id)).toMatchObject({ is_owner: false, is_restricted: true });
});

test('after the app was uninstalled, its token is refused everywhere', async () => {
  const { token } = fake.app(enterprise);
  fake.uninstall(enterprise);
  expect(await refusal(botClient(fake, token).auth.test())).toMatchObject({ error: 'account_inactive' });
});
