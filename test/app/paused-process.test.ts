// A process is paused in the middle of a job, and holds its locks; another one ends its transaction and takes the job
// over. The paused process continues later, and changes nothing.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { workspace } from '../../src/db/schema/workspace-table.ts';
import { freshDatabase } from '../database.ts';
import { type AppProcess, appProcess } from './app-process.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { pooler, poolerIsInstalled } from './pooler.ts';
import { idleOn, settingsFor, startTestSlack } from './running-app.ts';

/** It takes 5 to 9 s. After 30 s, Postgres would end the transaction of a job by itself. */
const takeover = { timeoutMs: 25_000 };

describe.each([
  { way: 'directly', through: async (url: string) => url, skip: false },
  { way: 'through a pooler', through: pooler, skip: !poolerIsInstalled },
])('a process that reaches Postgres $way', async ({ way, through, skip }) => {
  if (skip) return it.skip('needs pgbouncer');
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack({ retryWaitsMs: [250, 2_000, 5_000, 10_000] });
  await db.insert(workspace).values({ id: fake.app().teamId, defaultRole: 'edit' });
  const { addOrganization, botsIn, command, share } = conversationIn(fake);
  const idle = idleOn(fake, db);
  const dana = fake.member('dana');
  const channel = 'end-users';

  let pauseAt: RegExp | null = null;
  let onPaused: (paused: AppProcess) => void = () => undefined;
  const started: { app: AppProcess; port: number }[] = [];
  const shared = await through(url);
  for (let n = 0; n < 2; n++) {
    const line = await startDatabaseProxy(shared, ({ text }) => {
      if (!pauseAt?.test(text)) return 'pass';
      pauseAt = null;
      const { app } = started[n]!;
      app.kill('SIGSTOP');
      onPaused(app);
      return 'pass';
    });
    const app = appProcess({ ...settingsFor(fake), DATABASE_URL: line.url });
    started.push({ app, port: await app.ready() });
  }
  fake.connect(`http://127.0.0.1:${started[0]!.port}`);
  const acme = await addOrganization(dana, 'Acme Ltd');

  /** Whoever sends such a statement is paused, and Slack talks to the other one. */
  function pausedAt(statement: RegExp): Promise<{ paused: AppProcess; since: number }> {
    pauseAt = statement;
    return new Promise((resolve) => {
      onPaused = (paused) => {
        const other = started.find(({ app }) => app !== paused)!;
        fake.connect(`http://127.0.0.1:${other.port}`);
        resolve({ paused, since: performance.now() });
      };
    });
  }

  /** The work of the paused process is done by the other one; then the paused process continues, and does no harm. */
  async function takenOver<Result>(
    stage: string,
    pausing: ReturnType<typeof pausedAt>,
    isDone: () => Result | undefined,
    what: string,
  ): Promise<Result> {
    const { paused, since } = await pausing;
    await fake.until(isDone, { ...takeover, what });
    console.log(`${way}, ${stage}: done after ${Math.round(performance.now() - since)} ms`);
    await idle();
    paused.kill('SIGCONT');
    // As long as it needs for what it would now do wrongly.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await idle();
    return isDone()!;
  }

  /** How many transactions of lost workers the processes have ended. */
  const ended = () =>
    started
      .map(({ app }) => app.output().stdout)
      .join('')
      .split('ended the transaction of a lost worker').length - 1;

  const rows = 3_000;
  const row = (i: number) => `${acme},Person ${i},${i === 7 ? 'no address' : `p${i}@x.example`}`;
  const csv = `customer_id,name,email\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
  const said = (message: Message, text: RegExp) => () =>
    botsIn(message).find((answer) => text.test(answer.text));
  const files = (message: Message) => botsIn(message).flatMap(fake.files);
  const count = async () => (await db.execute(sql`select from end_user`)).length;

  it('and is paused in each stage of an import and an export: another process completes all of them, once', async () => {
    const reads = pausedAt(/^copy "staging"/);
    const message = await share(dana, channel, csv);
    await takenOver('reading', reads, said(message, /2,999 new/), 'the plan');

    const first = await share(dana, channel, csv.replaceAll('@x', '@y'), { name: 'second.csv' });
    await takenOver(
      'planning',
      pausedAt(/^create unlogged table staging\.plan/),
      said(first, /2,999 new/),
      'it',
    );

    const applies = pausedAt(/^insert into end_user/);
    await dana.click(said(message, /Apply to/)()!, { text: /^Apply/ });
    await takenOver('applying', applies, said(message, /2,999 created/), 'the result');
    expect(await count()).toBe(rows - 1);

    const exports = pausedAt(/^copy \(select/);
    const isEnd = ({ ts, threadTs = ts, botId, text }: Message) =>
      botId !== undefined && ts === threadTs && text.startsWith('✅ 2,999');
    await command(dana, channel, `/endusers export ${acme}`);
    const exported = () => fake.messages(channel).find((one) => isEnd(one) && files(one).length > 0);
    const end = await takenOver('exporting', exports, exported, 'the export');
    expect(files(end)).toHaveLength(1);
    expect((await files(end)[0]!.text()).split('@x.example')).toHaveLength(rows);

    const undoes = pausedAt(/^(with removed|delete from end_user)/);
    await dana.click(said(message, /2,999 created/)()!, { text: /^Undo/ });
    await takenOver('undoing', undoes, said(message, /Undone by/), 'the undo');
    expect(await count()).toBe(0);

    const posts = pausedAt(/^declare rows_in_batches/);
    const third = await share(dana, channel, csv.replaceAll('@x', '@z'), { name: 'third.csv' });
    await takenOver('problem file', posts, () => files(third)[0], 'the problem file');
    expect(files(third)).toHaveLength(1);
    for (const one of [message, first, third]) {
      expect(botsIn(one).filter((answer) => answer.files.length === 0)).toHaveLength(1);
      expect(files(one)).toHaveLength(1);
    }
    // One for each of the five stages that hold locks. The problem file can be done before the sixth is ended.
    expect(ended()).toBeGreaterThanOrEqual(5);

    const output = started.map(({ app }) => app.output().stdout).join('');
    expect(output).not.toMatch(/"level":[56]0/);
    expect(await db.execute(sql`select kind from job where failed_at is not null`)).toEqual([]);

    const decides = pausedAt(/^update "import" set/);
    const click = () => dana.click(said(third, /2,999 new/)()!, { text: /^Apply/ }).catch(() => undefined);
    void click();
    await decides;
    void click();
    await takenOver('a click', decides, said(third, /2,999 created/), 'the result of the second click');
    expect(await count()).toBe(rows - 1);
  }, 400_000);
});
