// Runs a measurement with the real app in its own process, between a fake Slack and an embedded Postgres.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startAppProcess } from '../playground/app-process.ts';
import { type FakeSlack, startFakeSlack } from '../playground/fake-slack/fake-slack.ts';

/** @param run gets the process id of the app as well */
export async function withApp<Result>(
  folder: string,
  run: (fake: FakeSlack, pid: number) => Promise<Result>,
): Promise<Result> {
  const fake = await startFakeSlack();
  const app = await startAppProcess({
    fake,
    dataDir: path.join(folder, 'app'),
    logFile: path.join(folder, 'app.log'),
    program: await readStartCommand(),
  });
  try {
    await app.ready();
    fake.connect(app.url);
    return await Promise.race([run(fake, app.pid), app.ended]);
  } finally {
    await app.stop();
    await fake.close();
  }
}

/** The arguments with which `npm start` runs Node, without the settings of a real workspace. */
async function readStartCommand(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start
    .split(' ')
    .slice(1)
    .filter((argument) => !argument.startsWith('--env-file'));
}
