// The fake Slack and the real app together, for as long as somebody plays; nothing is left running after it.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type AppProcess, startAppProcess } from './app-process.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './fake-slack/fake-slack.ts';
import { readManifest } from './read-manifest.ts';

/** Somebody pressed Ctrl-C, or the like. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

export type Stage = {
  /** For the app's Postgres; kept. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly slack?: FakeSlackOptions;
};

/**
 * Starts both, calls `play` when the app is ready, and stops both when that is over, however it ends.
 *
 * @throws InterruptedError on a signal; what `play` throws; Error with a sentence when the app can't start or ends
 */
export async function withRunningApp<T>(
  { dataDir, logFile, slack }: Stage,
  play: (fake: FakeSlack) => Promise<T>,
): Promise<T> {
  await Promise.all([dataDir, path.dirname(logFile)].map((folder) => mkdir(folder, { recursive: true })));
  const interrupted = signalled();
  const { scopes, events } = await readManifest();
  const fake = await startFakeSlack({ events, ...slack });
  const { token } = fake.install({ workspace: fake.app().teamId, scopes });
  let app: AppProcess | undefined;
  try {
    app = await startAppProcess({
      botToken: token,
      signingSecret: fake.signingSecret,
      slackApiUrl: fake.apiUrl,
      dataDir,
      logFile,
    });
    await Promise.race([app.ready(), interrupted]);
    fake.connect(app.url);
    return await Promise.race([play(fake), app.ended, interrupted]);
  } finally {
    await app?.stop();
    await fake.close();
  }
}

/** Rejects on the first signal; a second one then acts as usual, for the impatient. */
function signalled(): Promise<never> {
  const signal = new Promise<never>((_, reject) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(name, () => reject(new InterruptedError(`InterruptedError by ${name}`)));
    }
  });
  signal.catch(() => {});
  return signal;
}
