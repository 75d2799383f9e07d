// The app over Socket Mode.
import { afterAll, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { settingsFor, startTestSlack } from './running-app.ts';

const { url } = await freshDatabase();
const fake = await startTestSlack();
const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
const config = readConfig({ ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: url });
const app = await startApp(config, openLog('silent'));
afterAll(() => app.stop());
const { addOrganization, answer, applied, command, exported, privately, share } = conversationIn(fake);
const dana = fake.member('dana');
const channel = 'end-users';

describe('over Socket Mode', () => {
  it('a shared file gets a plan, a click applies it, and an export has the new end user', async () => {
    const acme = await addOrganization(dana, 'Acme Ltd');
    const shared = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
    expect((await answer(shared, /1 new/)).text).toContain('Apply to 1 end user');
    expect((await applied(dana, shared)).text).toContain('1 created');
    expect((await exported(dana, channel, '/endusers export all')).text).toContain(',Ana,');
  });

  it('a command without the permission is denied privately', async () => {
    fake.invite(channel, 'sam');
    expect(await command(fake.member('sam'), channel, '/endusers orgs')).toContain("You can't use this app");
    await privately(fake.member('sam'), /You can't use this app/);
  });

  it('the port serves the health checks and the metrics', async () => {
    for (const path of ['healthz', 'readyz', 'metrics']) {
      expect((await fetch(`http://127.0.0.1:${app.port}/${path}`)).status).toBe(200);
    }
    expect((await fetch(`http://127.0.0.1:${app.port}/other`)).status).toBe(404);
  });

  it('a connection that Slack renews, or that breaks, is opened again', async () => {
    fake.socket.disconnect('refresh_requested');
    await fake.until(() => fake.socket.connections() > 0);
    fake.socket.drop();
    await fake.until(() => fake.socket.connections() > 0);
    await expect.poll(() => command(dana, channel, '/endusers orgs').catch(() => '')).toContain('Acme Ltd');
  });
});
