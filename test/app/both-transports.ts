// Starts the app over either transport, for tests of what differs between them: how replies reach the member.
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { workspace } from '../../src/db/schema/workspace-table.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { closeAtEnd } from './close-at-end.ts';
import { conversationIn } from './conversation.ts';
import { type AppUnderTest, idleOn, settingsFor, startTestApp, startTestSlack } from './running-app.ts';

export const transports = ['HTTP', 'Socket Mode'] as const;

export async function startOver(transport: (typeof transports)[number]): Promise<AppUnderTest> {
  if (transport === 'HTTP') return startTestApp();
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack();
  await db.insert(workspace).values({ id: fake.app().teamId, defaultRole: 'edit' });
  const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
  const config = readConfig({ ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: url });
  const app = await startApp(config, openLog('silent'));
  closeAtEnd(() => app.stop());
  return { fake, app, db, databaseUrl: url, idle: idleOn(fake, db), ...conversationIn(fake) };
}
