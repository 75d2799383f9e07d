// A small real Bolt app over HTTP that acknowledges events after its listeners have run.
import { createServer } from 'node:net';
import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';

/** Silent, because some tests cause errors in listeners on purpose. */
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts the app on a free port and connects the fake to it. `add` registers listeners. */
export async function startTinyApp(
  fake: FakeSlack,
  add: (app: App) => void,
): Promise<{ stop(): Promise<void> }> {
  const receiver = new HTTPReceiver({
    signingSecret: fake.signingSecret,
    processBeforeResponse: true,
    unhandledRequestTimeoutMillis: 10_000,
    logger: silent,
  });
  const app = new App({
    token: fake.app().token,
    receiver,
    logger: silent,
    clientOptions: { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 } },
  });
  add(app);
  const port = await freePort();
  await app.start(port);
  fake.connect(`http://127.0.0.1:${port}`);
  return {
    async stop() {
      fake.connect(undefined);
      await app.stop();
    },
  };
}
