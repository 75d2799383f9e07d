// Measures the real app in its own process, between a fake Slack and an embedded Postgres: a member shares a generated
// file, applies it, exports all end users, and shares the export again, while another member keeps sending a command.
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Content, FakeSlack, Message } from '../playground/fake-slack/fake-slack.ts';
import { generateFile } from './generate-file.ts';
import { pollLatency } from './poll-latency.ts';
import { type Memory, watchMemory } from './watch-memory.ts';
import { withApp } from './with-app.ts';

export type AppFigures = {
  /** The duration of each stage in seconds, in order. */
  readonly stages: readonly { readonly name: string; readonly seconds: number }[];
  readonly memory: Memory;
  /** How long each command took to be answered, in milliseconds, sorted. */
  readonly answers: readonly number[];
};

const channel = 'end-users';
const organizations = 50;
const timeoutMs = 20 * 60_000;

export async function measureApp(folder: string, rows: number): Promise<AppFigures> {
  return withApp(folder, async (fake, pid) => {
    await fake.member('dana').command(channel, '/endusers settings default role view');
    const memory = watchMemory(pid);
    const latency = pollLatency(() => fake.member('lee').command(channel, '/endusers orgs'));
    const stages = await runStages(fake, folder, rows);
    return { stages, answers: await latency.stop(), memory: memory.stop() };
  });
}

async function runStages(fake: FakeSlack, folder: string, rows: number): Promise<AppFigures['stages']> {
  const dana = fake.member('dana');
  const organizationIds = Array.from({ length: organizations }, (_, i) => i + 1);
  for (const id of organizationIds) await dana.command(channel, `/endusers org add Organization ${id}`);
  const file = path.join(folder, 'people.csv');
  await pipeline(generateFile({ rows, organizationIds }), createWriteStream(file));

  const stages: { name: string; seconds: number }[] = [];
  const timed = async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    const startedAt = performance.now();
    const result = await run();
    stages.push({ name, seconds: (performance.now() - startedAt) / 1_000 });
    return result;
  };
  const untilPosted = (where: () => Message[], text: RegExp): Promise<Message> =>
    fake.until(() => where().find((message) => text.test(message.text)), {
      what: `a message like ${text}`,
      timeoutMs,
    });
  const inThreadOf = (message: Message) => () => fake.thread(channel, message.threadTs ?? message.ts);

  const share = (name: string, content: Content) => dana.share({ channel, files: [{ name, content }] });
  const plan = await timed('import: read and plan new end users', async () =>
    untilPosted(inThreadOf(await share('people.csv', { path: file })), /\bnew\b.*\n?/),
  );
  await timed('import: apply', async () => {
    await dana.click(plan, { actionId: 'apply-import' });
    await untilPosted(inThreadOf(plan), /created/);
  });
  const exported = await timed('export: all end users', async () => {
    await dana.command(channel, '/endusers export all');
    return fake.until(
      () =>
        fake
          .messages(channel)
          .flatMap((message) => fake.files(message))
          .find(({ name }) => /_\d{4}(_\d\d){5}\.csv$/.test(name)),
      { what: 'the exported file', timeoutMs },
    );
  });
  const again = await timed('import: read and plan the export again', async () =>
    untilPosted(inThreadOf(await share(exported.name, await exported.content())), /nothing to change/i),
  );
  if (!again) throw new Error('importing the export again changed something');
  return stages;
}
