// Runs a function with a fake Slack and the real app, and stops both afterwards.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type AppProcess, startAppProcess } from './app-process.ts';
import type { FakeSlack, FakeSlackOptions } from './fake-slack/fake-slack.ts';
import { interruption } from './interruption.ts';
import { startSlack } from './start-slack.ts';

export type Setup = {
  /** The folder of the app's Postgres. Created if missing, not removed. */
  readonly dataDir: string;
  readonly logFile: string;
  readonly slack?: FakeSlackOptions;
};

/**
 * Starts the fake Slack and the app, calls `play` when the app is ready, and stops both when `play` ends or fails.
 *
 * @throws InterruptedError on a signal; what `play` throws; Error with a sentence if the app can't start or ends early
 */
export async function withRunningApp<T>(
  { dataDir, logFile, slack }: Setup,
  play: (fake: FakeSlack) => Promise<T>,
): Promise<T> {
  const interrupted = interruption();
  await createFolders(dataDir, logFile);
  const fake = await startSlack(slack);
  let app: AppProcess | undefined;
  try {
    app = await startAppProcess({ fake, dataDir, logFile });
    await Promise.race([app.ready(), interrupted]);
    fake.connect(app.url);
    return await Promise.race([play(fake), app.ended, interrupted]);
  } finally {
    await app?.stop();
    await fake.close();
  }
}

/** Creates the folder of the data and the folder of the log file. */
export async function createFolders(dataDir: string, logFile: string): Promise<void> {
  for (const folder of [dataDir, path.dirname(logFile)]) await mkdir(folder, { recursive: true });
}
