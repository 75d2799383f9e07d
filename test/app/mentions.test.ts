// A mention arrives as two events, and neither is sure to have everything: each message is answered once.
import { describe, expect, it } from 'vitest';
import type { FakeSlackOptions } from '../../playground/fake-slack/fake-slack.ts';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { closeAtEnd } from './close-at-end.ts';
import { conversationIn } from './conversation.ts';
import { idleOn, settingsFor, startTestApp, startTestSlack } from './running-app.ts';

type App = Pick<Awaited<ReturnType<typeof startTestApp>>, 'fake' | 'idle'>;

async function startOverSocket(options: FakeSlackOptions): Promise<App> {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack(options);
  const { SLACK_SIGNING_SECRET: _, ...settings } = settingsFor(fake);
  const config = readConfig({ ...settings, SLACK_APP_TOKEN: fake.appToken, DATABASE_URL: url });
  const app = await startApp(config, openLog('silent'));
  closeAtEnd(() => app.stop());
  return { fake, idle: idleOn(fake, db) };
}

describe.each([
  ['over HTTP', startTestApp],
  ['over Socket Mode', startOverSocket],
])('%s', async (_, start) => {
  describe.each<[string, FakeSlackOptions]>([
    ['with the files in both events', {}],
    ['with the files in the message only', { filesOfMentions: 'left out' }],
    ['with a bot_id of null', { memberBotId: null }],
  ])('%s', async (_, options) => {
    const { fake, idle } = await start(options);
    const { addOrganization, answer, botsIn, command, share } = conversationIn(fake);
    const [dana, lee, sam] = [fake.member('dana'), fake.member('lee'), fake.member('sam')];
    const mention = { text: `<@${fake.app().botUserId}> please` };
    const channel = 'end-users';
    fake.invite(channel, 'sam');
    const acme = await addOrganization(dana, 'Acme Ltd');
    await command(dana, channel, `/endusers access grant <@${lee.id}> view`);
    const csv = `customer_id,name\n${acme},Ana\n`;

    it('a file with a mention gets one answer', async () => {
      const shared = await share(dana, channel, csv, mention);
      await answer(shared, /1 new/);
      await idle();
      expect(botsIn(shared)).toHaveLength(1);
    });

    it.each([
      ['without the permission', lee],
      ['of a guest', sam],
    ])('a file with a mention, %s, gets one private answer', async (_, member) => {
      const shared = await share(member, channel, csv, mention);
      await fake.until(() => member.ephemerals().length > 0, { what: 'a denial' });
      await idle();
      expect(member.ephemerals()).toHaveLength(1);
      expect(botsIn(shared)).toEqual([]);
    });

    it('a mention without a file gets the help once', async () => {
      const asked = dana.post({ channel, ...mention });
      await answer(asked, /share a CSV file/);
      await idle();
      expect(botsIn(asked)).toHaveLength(1);
    });
  });
});
