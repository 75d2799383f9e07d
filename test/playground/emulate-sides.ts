// Starts the fake and emulate with comparable workspaces.
import type { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { readManifest } from '../../playground/read-manifest.ts';
import { clientFor } from './clients.ts';

/** The fake or emulate, with what the calls need. */
export type Side = {
  client: WebClient;
  /** A client whose token lacks every scope but chat:write. */
  narrow: WebClient;
  channel: string;
  member: string;
  /** Resolves with a new trigger id. */
  trigger: () => Promise<string>;
  close: () => Promise<void>;
};

/** The app's scopes, and one for a method that the app doesn't call. */
const scopes = [...(await readManifest()).scopes, 'channels:join'];

export async function ours(): Promise<Side> {
  const fake = await startFakeSlack();
  const { token } = fake.install({ workspace: 'T0HARBOR1', scopes });
  const other = fake.addWorkspace({ name: 'Narrow' });
  const narrow = fake.install({ workspace: other.id, scopes: ['chat:write'] });
  return {
    client: clientFor(fake.apiUrl, token),
    narrow: clientFor(fake.apiUrl, narrow.token),
    channel: fake.channel('end-users').id,
    member: fake.member('dana').id,
    async trigger() {
      await fake.member('dana').command('end-users', '/endusers add');
      return String(fake.deliveries().at(-1)?.payload.trigger_id);
    },
    close: fake.close,
  };
}

export async function theirs(): Promise<Side> {
  const bot = { app_id: 'A1', bot_id: 'B1', bot_user_id: 'UBOT' };
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Harbor Support', domain: 'harbor-support' },
        users: [{ name: 'dana', real_name: 'Dana Whitfield', is_admin: true }],
        channels: [{ name: 'end-users' }],
        oauth_apps: [
          {
            client_id: '1',
            client_secret: '2',
            name: 'endusers',
            bot_name: 'endusers',
            redirect_uris: [],
            scopes,
            ...bot,
          },
        ],
        tokens: [
          { token: 'xoxb-wide', type: 'bot', user_id: 'UBOT', scopes, ...bot },
          { token: 'xoxb-narrow', type: 'bot', user_id: 'UBOT', scopes: ['chat:write'], ...bot },
        ],
        strict_scopes: true,
      },
    },
  });
  const api = `${emulator.url}/api/`;
  const client = clientFor(api, 'xoxb-wide');
  const channels = await client.conversations.list({});
  const channel = String(channels.channels?.find(({ name }) => name === 'end-users')?.id);
  const members = await client.users.list({});
  const member = String(members.members?.find(({ name }) => name === 'dana')?.id);
  await client.conversations.join({ channel });
  return {
    client,
    narrow: clientFor(api, 'xoxb-narrow'),
    channel,
    member,
    async trigger() {
      const issued = await client.apiCall('views.generateTriggerId', { user_id: member });
      return 'trigger_id' in issued ? String(issued.trigger_id) : '';
    },
    close: () => emulator.close(),
  };
}
