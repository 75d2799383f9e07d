// Runs a measurement with the real app in its own process, between a fake Slack and an embedded Postgres.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startAppProcess } from '../playground/app-process.ts';
import { type FakeSlack, startFakeSlack } from '../playground/fake-slack/fake-slack.ts';

export type MeasuredApp = {
  readonly fake: FakeSlack;
  readonly url: string;
  readonly pid: number;
  /** The folder of its Postgres. */
  readonly dataDir: string;
};

type Options = {
  /** `many`: the fake starts empty, and the app serves every workspace that installs it; see install-workspace.ts. */
  readonly workspaces: 'one' | 'many';
  /** More settings of the app. */
  readonly settings?: Readonly<Record<string, string>>;
};

export async function withApp<Result>(
  folder: string,
  { workspaces, settings = {} }: Options,
  run: (app: MeasuredApp) => Promise<Result>,
): Promise<Result> {
  const fake = await startFakeSlack({ seed: workspaces === 'one' ? 'default' : 'none' });
  const dataDir = path.join(folder, 'app');
  const app = await startAppProcess({
    fake,
    dataDir,
    logFile: path.join(folder, 'app.log'),
    program: await readStartCommand(),
    settings: { ...(workspaces === 'many' && settingsForMany(fake)), ...settings },
  });
  try {
    await app.ready();
    fake.connect(app.url);
    return await Promise.race([run({ fake, url: app.url, pid: app.pid, dataDir }), app.ended]);
  } finally {
    await app.stop();
    await fake.close();
  }
}

const settingsForMany = (fake: FakeSlack): Record<string, string> => ({
  SLACK_CLIENT_ID: fake.clientId,
  SLACK_CLIENT_SECRET: fake.clientSecret,
  SLACK_STATE_SECRET: randomBytes(32).toString('hex'),
  TOKEN_ENCRYPTION_KEY: `bench:${randomBytes(32).toString('base64')}`,
});

/** The arguments with which `npm start` runs Node, without the settings of a real workspace. */
async function readStartCommand(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start
    .split(' ')
    .slice(1)
    .filter((argument) => !argument.startsWith('--env-file'));
}
