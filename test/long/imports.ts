// What members do in a long run: each shares a file, applies it, and undoes every third one; and what must be there then.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { FakeSlack, Message } from '../../playground/fake-slack/fake-slack.ts';
import type { Database } from '../../src/db/transaction.ts';
import { conversationIn } from '../app/conversation.ts';
import { report } from './report.ts';

const channel = 'end-users';

/** `seconds` from the share to the result that was waited for last. */
export type Done = { readonly shared: Message; readonly isUndone: boolean; readonly seconds: number };

export type Plan = {
  readonly count: number;
  readonly atOnce: number;
  /** New end users in each file. */
  readonly rows: number;
  /** How long a member waits for each answer. */
  readonly patienceMs: number;
  /** Called after each import. */
  readonly onDone?: (imports: number, seconds: number) => Promise<void>;
};

/** Adds the organization that all files are for. */
export async function addOrganization(fake: FakeSlack, db: Database): Promise<number> {
  const find = async () => (await db.execute<{ id: string }>(sql`select id from organization`))[0];
  await until(async () => {
    if (await find()) return true;
    await fake.member('dana').command(channel, '/endusers org add Acme Ltd');
    return false;
  }, 60_000);
  return Number((await find())!.id);
}

export async function runImports(fake: FakeSlack, organization: number, plan: Plan): Promise<Done[]> {
  const { botsIn } = conversationIn(fake);
  const dana = fake.member('dana');
  const done: Done[] = [];
  let next = 0;

  async function one(number: number): Promise<void> {
    const begun = performance.now();
    const isUndone = number % 3 === 2;
    const row = (i: number) => `${organization},Person ${i},${number}p${i}@x.example`;
    const content = `customer_id,name,email\n${Array.from({ length: plan.rows }, (_, i) => row(i)).join('\n')}\n`;
    const shared = await dana.share({ channel, files: [{ name: `file-${number}.csv`, content }] });
    const said = (text: RegExp) => botsIn(shared).find((message) => text.test(message.text));
    /** Clicks again where the click didn't get through, or a crash of Postgres made a new plan necessary. */
    const clickUntil = (label: RegExp, isAfter: RegExp, isDone: RegExp) =>
      until(async () => {
        if (said(isDone)) return true;
        const message = said(isAfter);
        if (message) await dana.click(message, { text: label }).catch(() => undefined);
        return said(isDone) !== undefined;
      }, plan.patienceMs).catch(() => {
        const texts = botsIn(shared).map(({ text }) => text.slice(0, 300));
        throw new Error(`file ${number}: nobody said ${isDone}, but: ${JSON.stringify(texts)}`);
      });
    // "Apply 20 changes" in version 0.1.0.
    await clickUntil(/^Apply/, /Apply (to )?[\d,]+ (end user|change)/, /Applied by/);
    if (isUndone) await clickUntil(/^Undo$/, /Applied by/, /Undone by/);
    const seconds = (performance.now() - begun) / 1_000;
    done.push({ shared, isUndone, seconds });
    // Shows that a run of hours is getting on.
    if (done.length % Math.ceil(plan.count / 10) === 0) report('done', { imports: done.length });
    await plan.onDone?.(done.length, seconds);
  }
  const member = async () => {
    while (next < plan.count) await one(next++);
  };
  const ended = await Promise.allSettled(Array.from({ length: plan.atOnce }, member));
  expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
  return done;
}

/** Waits until no job is left but those of other days; then nothing is lost, doubled, stuck, or dead-lettered. */
export async function expectNothingLost(fake: FakeSlack, db: Database, plan: Plan, done: readonly Done[]) {
  const { botsIn } = conversationIn(fake);
  await fake.settled();
  const jobs = () =>
    db.execute(sql`select kind, failures, orphaned, failed_at from job
      where failed_at is not null or run_at < now() + interval '1 hour'`);
  await until(async () => (await jobs().catch(() => [null])).length === 0, plan.patienceMs).catch(
    () => undefined,
  );
  expect(await jobs()).toEqual([]);

  const undone = done.filter(({ isUndone }) => isUndone).length;
  const kept = done.length - undone;
  expect(done).toHaveLength(plan.count);
  const [people] = await db.execute(sql`
    select count(*)::integer as all, count(distinct email)::integer as different,
      count(distinct split_part(email, 'p', 1))::integer as files from end_user`);
  expect(people).toEqual({ all: kept * plan.rows, different: kept * plan.rows, files: kept });
  expect(
    await db.execute(sql`select state, count(*)::integer as n from import group by 1 order by 1`),
  ).toEqual(
    [
      { state: 'applied', n: kept },
      { state: 'undone', n: undone },
    ].filter(({ n }) => n > 0),
  );
  expect(
    await db.execute(sql`select kind, count(*)::integer as n from operation group by 1 order by 1`),
  ).toEqual(
    [
      { kind: 'import', n: plan.count },
      { kind: 'undo', n: undone },
    ].filter(({ n }) => n > 0),
  );
  expect(
    await db.execute(sql`select relname from pg_class where relnamespace = 'staging'::regnamespace`),
  ).toEqual([]);
  // One message for each file, with the texts of all of them in the failure.
  const threads = done.map(({ shared }) => botsIn(shared).map(({ ts, text }) => `${ts} ${text}`));
  expect(threads.filter((messages) => messages.length !== 1)).toEqual([]);
}

export function secondsOf(done: readonly Done[]): { median: number; largest: number } {
  const sorted = done.map(({ seconds }) => seconds).sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
  return { median: at(0.5), largest: at(1) };
}

async function until(check: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await check())) {
    if (performance.now() > end) throw new Error('it took too long');
    await sleep(500);
  }
}
