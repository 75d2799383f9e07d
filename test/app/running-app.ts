// The whole app on a database of its own, with a fake Slack at the other end of the wire.
import { afterAll } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/handle.ts';
import type { FakeSlackOptions } from '../../playground/fake-slack/options.ts';
import { startFakeSlack } from '../../playground/fake-slack/start.ts';
import type { Message } from '../../playground/fake-slack/world/records.ts';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';

export async function runningApp(options: FakeSlackOptions = {}) {
  const { db, url } = await freshDatabase();
  const fake = await startFakeSlack({ retryWaitsMs: [0, 50, 200], ...options });
  const app = await startApp(
    readConfig({
      PORT: '0',
      SLACK_BOT_TOKEN: fake.app().token,
      SLACK_SIGNING_SECRET: fake.signingSecret,
      SLACK_API_URL: fake.apiUrl,
      DATABASE_URL: url,
      LOG_LEVEL: 'silent',
    }),
    openLog('silent'),
  );
  fake.connect(`http://127.0.0.1:${app.port}`);
  afterAll(async () => {
    await app.stop();
    await fake.close();
  });
  return { fake, app, db, ...reading(fake) };
}

/** What a test reads of the bot's answers. */
function reading(fake: FakeSlack) {
  const botsIn = (share: Message) =>
    fake
      .thread(share.channel, share.threadTs ?? share.ts)
      .filter((message) => message.user === fake.app().botUserId && Number(message.ts) > Number(share.ts));
  return {
    /** The bot's messages in the thread of a share, from that share on. */
    botsIn,
    /** The bot's first message in the thread of a share, once its text fits. */
    answer(share: Message, text: RegExp): Promise<Message> {
      return fake.until(() => botsIn(share).find((message) => text.test(message.text)), {
        what: `an answer like ${text}`,
      });
    },
    /** The file that the bot posted in the thread of a message, by its name. */
    postedFile(share: Message, name: RegExp) {
      return fake.until(
        () =>
          botsIn(share)
            .flatMap((message) => fake.files(message))
            .find((file) => name.test(file.name)),
        { what: `a file like ${name}` },
      );
    },
  };
}
