// The app for many workspaces over Socket Mode: one socket carries the events of all workspaces; browsers use the port.
import { expect, it } from 'vitest';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { closeAtEnd } from './close-at-end.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, install, settingsForMany } from './many-workspaces.ts';
import { startTestSlack } from './running-app.ts';

const { url } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none' });
const { SLACK_SIGNING_SECRET: _, ...settings } = settingsForMany(fake);
const env = { ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: url };
const app = await startApp(readConfig(env), openLog('silent'));
closeAtEnd(() => app.stop());
fake.redirectTo(`http://127.0.0.1:${app.port}`);
const { answer, command, share } = conversationIn(fake);

it('two workspaces install the app, and each gets its own answer', async () => {
  const ids = ['T0HARBOR1', 'T0QUAY001'];
  for (const id of ids) addTenant(fake, id, id);
  const [harbor, quay] = await Promise.all(ids.map((id) => install(fake, app, id)));
  const added = await command(harbor!.dana, harbor!.channel, '/endusers org add Acme Ltd');
  await command(quay!.dana, quay!.channel, '/endusers org add Beta Inc');
  const file = `customer_id,name\n${/\(id `(\d+)`\)/.exec(added)![1]},Ana\n`;
  const [own, other] = await Promise.all(
    [harbor!, quay!].map(({ dana, channel }) => share(dana, channel, file)),
  );
  await answer(own!, /1 new/);
  await answer(other!, /1 left out/);
});

it('events from a workspace without the app are ignored', async () => {
  addTenant(fake, 'T0NOBODY1', 'Nobody');
  const { botUserId } = fake.install({ workspace: 'T0NOBODY1' });
  const { id } = fake.addChannel({ name: 'elsewhere', workspace: 'T0NOBODY1', members: ['dana', botUserId] });
  await share(fake.member('dana', 'T0NOBODY1'), id, 'customer_id,name\n1,Ana\n');
  await fake.settled();
  const told = fake.deliveries().filter(({ payload }) => payload.team_id === 'T0NOBODY1');
  expect(told).toHaveLength(1);
  expect(told[0]!.answer).toMatchObject({ outcome: 'answered' });
  expect(fake.calls().filter(({ teamId }) => teamId === 'T0NOBODY1')).toEqual([]);
});
