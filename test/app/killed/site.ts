// A site: a workspace, its database, and one or two processes of the app, which are killed at given points.
import { sql } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import type { Message } from '../../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../../database.ts';
import { type AppProcess, appProcess } from '../app-process.ts';
import { conversationIn } from '../conversation.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../database-proxy.ts';
import { settingsFor, startTestSlack } from '../running-app.ts';
import { channel, firstFile, makeRound, type Step } from './round.ts';
import { type Point, type Sent, watchTraffic } from './traffic.ts';

/** More than anything takes on a busy machine: a start, a lease that expires, a few pauses between retries. */
const timeoutMs = 300_000;

type Process = { readonly app: AppProcess; readonly proxy: DatabaseProxy };

/** `what` the app was sending when it was killed. */
export type Kill = Point & { readonly what: string };

export type Site = Awaited<ReturnType<typeof openSite>>;

/**
 * @param processes how many processes share the work: the one that reaches a point is killed, the other continues
 * @param outsideMarketplace whether Slack limits calls of its history, see the fake's option
 */
export async function openSite(processes: number, outsideMarketplace = false) {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack({
    retryWaitsMs: [250, 2_000, 5_000, 10_000, 20_000],
    outsideMarketplace: outsideMarketplace ? { historyPauseMs: 2_000 } : null,
  });
  const traffic = watchTraffic<DatabaseProxy>(fake);
  const { applied, share } = conversationIn(fake);
  const dana = fake.member('dana');
  const running: Process[] = [];
  const shares: Message[] = [];
  const outputs: AppProcess['output'][] = [];
  for (let n = 0; n < processes; n++) await start();

  await dana.command(channel, '/endusers org add Acme Ltd');
  const added = () => db.execute(sql`select id from organization`);
  // On a busy machine, the answer comes later than Slack waits.
  const organization = Number((await fake.until(async () => (await added())[0])).id);
  await applied(dana, await share(dana, channel, firstFile(organization)));
  await idle();
  const people = await db.execute(sql`select email, id from end_user`);
  const ids = new Map(people.map(({ email, id }) => [String(email), Number(id)]));

  return {
    fake,
    db,
    /** What the app sent in the last step. */
    sent: traffic.sent,
    /** The messages that shared the files of all rounds. */
    shares,
    /** The output of all processes. */
    output: () => outputs.map((output) => output().stdout + output().stderr).join(''),
    /** Takes the steps one after another, and calls `onStep` after each. */
    async round(number: number, points: readonly Point[], onStep: (step: Step) => void = () => undefined) {
      const kills: Kill[] = [];
      const { steps, shared } = makeRound(fake, dana, number, { organization, ids });
      for (const step of steps) {
        const point = points.find(({ phase }) => phase === step.phase) ?? null;
        const struck = await take(step, point);
        if (point && struck) kills.push({ ...point, what: struck.what });
        onStep(step);
      }
      shares.push(shared()!);
      return kills;
    },
    close: () => Promise.all(running.splice(0).map(kill)),
  };

  async function start(): Promise<void> {
    const proxy: DatabaseProxy = await startDatabaseProxy(url, (statement) =>
      traffic.watch(statement, proxy),
    );
    const app = appProcess({ ...settingsFor(fake), DATABASE_URL: proxy.url });
    outputs.push(app.output);
    const port = await app.ready();
    running.push({ app, proxy });
    fake.connect(`http://127.0.0.1:${port}`);
  }

  async function kill({ app, proxy }: Process): Promise<void> {
    app.kill('SIGKILL');
    await app.ended;
    proxy.cut();
  }

  /** Resolves with what the app was sending when it was killed; with null if it finished before it reached the point. */
  async function take(step: Step, point: Point | null): Promise<Sent | null> {
    let struck: Sent | null = null;
    let again: Promise<void> = Promise.resolve();
    traffic.begin(step.phase, point, (sent, by) => {
      const at = running.findIndex(({ proxy }) => proxy === by);
      const [victim] = running.splice(Math.max(at, 0), 1);
      struck = sent;
      again = (victim ? kill(victim) : Promise.resolve()).then(start);
    });
    await step.act();
    const isDone = async () => step.isDone() || (await again);
    await fake.until(isDone, { timeoutMs, what: `the end of ${step.phase}` }).catch(withReport);
    await idle();
    // A late strike may leave work behind.
    await again;
    await idle();
    return struck;
  }

  /** Resolves when no event is on its way, and no job is left that is due within an hour. */
  async function idle(): Promise<void> {
    await fake.settled();
    const none = async () => expect(await jobs()).toEqual([]);
    await vi.waitFor(none, { timeout: timeoutMs, interval: 100 }).catch(withReport);
  }

  function jobs() {
    return db.execute(sql`
      select kind, failures, orphaned, attempts, leased_until, run_at from job
      where failed_at is null and run_at < now() + interval '1 hour'`);
  }

  async function withReport(error: unknown): Promise<never> {
    const imports = await db.execute(sql`select id, state, message_ts, problem_file_id from import`);
    const found = { jobs: await jobs(), imports, sent: traffic.sent().slice(-30) };
    throw new Error(`${error}\n${JSON.stringify(found, null, 1)}`);
  }
}
