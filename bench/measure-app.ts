// The real app as its own process, between a fake Slack and its own Postgres: a member shares a generated file,
// applies it, exports everybody and shares the export again, while another member types a command now and then.
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { startAppProcess } from '../playground/app-process.ts';
import {
  type Content,
  type FakeSlack,
  type Message,
  startFakeSlack,
} from '../playground/fake-slack/fake-slack.ts';
import { generatedFile } from './generated-file.ts';
import { keepAsking } from './keep-asking.ts';
import { type Memory, watchMemory } from './watch-memory.ts';

export type AppFigures = {
  /** Seconds of each stage, in order. */
  readonly stages: readonly { readonly name: string; readonly seconds: number }[];
  readonly memory: Memory;
  /** Milliseconds until a command was answered, sorted. */
  readonly answers: readonly number[];
};

const channel = 'end-users';
const organizations = 50;
const patienceMs = 20 * 60_000;

export async function measureApp(folder: string, rows: number): Promise<AppFigures> {
  const fake = await startFakeSlack();
  const app = await startAppProcess({
    botToken: fake.app().token,
    signingSecret: fake.signingSecret,
    slackApiUrl: fake.apiUrl,
    dataDir: path.join(folder, 'app'),
    logFile: path.join(folder, 'app.log'),
    program: await programOfStart(),
  });
  try {
    await app.ready();
    fake.connect(app.url);
    await fake.member('dana').command(channel, '/endusers settings default role view');
    const memory = watchMemory(app.pid);
    const asking = keepAsking(() => fake.member('lee').command(channel, '/endusers orgs'));
    const stages = await Promise.race([play(fake, folder, rows), app.ended]);
    return { stages, answers: await asking.stop(), memory: memory.stop() };
  } finally {
    await app.stop();
    await fake.close();
  }
}

/** What `npm start` has Node run. */
async function programOfStart(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}

async function play(fake: FakeSlack, folder: string, rows: number): Promise<AppFigures['stages']> {
  const dana = fake.member('dana');
  const organizationIds = Array.from({ length: organizations }, (_, i) => i + 1);
  for (const id of organizationIds) await dana.command(channel, `/endusers org add Organization ${id}`);
  const file = path.join(folder, 'people.csv');
  await pipeline(generatedFile({ rows, organizationIds }), createWriteStream(file));

  const stages: { name: string; seconds: number }[] = [];
  const timed = async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const result = await run();
    stages.push({ name, seconds: (performance.now() - begun) / 1_000 });
    return result;
  };
  const said = (where: () => Message[], text: RegExp): Promise<Message> =>
    fake.until(() => where().find((message) => text.test(message.text)), {
      what: `a message like ${text}`,
      timeoutMs: patienceMs,
    });
  const inThreadOf = (message: Message) => () => fake.thread(channel, message.threadTs ?? message.ts);

  const share = (name: string, content: Content) => dana.share({ channel, files: [{ name, content }] });
  const plan = await timed('import: read and plan new people', async () =>
    said(inThreadOf(await share('people.csv', { path: file })), /\bnew\b.*\n?/),
  );
  await timed('import: apply', async () => {
    await dana.click(plan, { actionId: 'apply-import' });
    await said(inThreadOf(plan), /created/);
  });
  const exported = await timed('export: everybody', async () => {
    await dana.command(channel, '/endusers export all');
    return fake.until(
      () =>
        fake
          .messages(channel)
          .flatMap((message) => fake.files(message))
          .find(({ name }) => /_\d{4}(_\d\d){5}\.csv$/.test(name)),
      { what: 'the exported file', timeoutMs: patienceMs },
    );
  });
  const again = await timed('import: read and plan the export again', async () =>
    said(inThreadOf(await share(exported.name, await exported.content())), /nothing to change/i),
  );
  if (!again) throw new Error('the export, imported again, changed something');
  return stages;
}
