// A workspace, its database and the app for it in processes of their own, which are killed at given points.
import { sql } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import type { Message } from '../../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../../database.ts';
import { type AppProcess, appProcess, type Program } from '../app-process.ts';
import { type DatabaseLine, databaseLine } from '../database-line.ts';
import { reading } from '../reading.ts';
import { fakeSlack, settingsFor } from '../running-app.ts';
import { channel, firstFile, makeRound, type Step } from './round.ts';
import { type Point, type Sent, wireTo } from './wire.ts';

/** More than anything may take: a start on a busy machine, a lease that runs out, a few pauses. */
const patienceMs = 90_000;

type Process = { readonly app: AppProcess; readonly line: DatabaseLine };

/** `what` the app was sending when it was killed. */
export type Kill = Point & { readonly what: string };

export type Site = Awaited<ReturnType<typeof openSite>>;

/**
 * @param program what Node runs
 * @param processes how many of the app share the work: the one that comes to a point is killed there, and others go on
 */
export async function openSite(program: Program, processes: number) {
  const { db, url } = await freshDatabase();
  const fake = await fakeSlack({ retryWaitsMs: [250, 2_000, 5_000, 10_000, 20_000] });
  const wire = wireTo<DatabaseLine>(fake);
  const { applied, share } = reading(fake);
  const dana = fake.member('dana');
  const running: Process[] = [];
  const shares: Message[] = [];
  const outputs: AppProcess['output'][] = [];
  for (let n = 0; n < processes; n++) await start();

  await dana.command(channel, '/endusers org add Acme Ltd');
  const added = () => db.execute(sql`select id from organization`);
  // On a busy machine the member may read "one moment" first.
  const organization = Number((await fake.until(async () => (await added())[0])).id);
  await applied(dana, await share(dana, channel, firstFile(organization)));
  await idle();
  const people = await db.execute(sql`select email, id from end_user`);
  const ids = new Map(people.map(({ email, id }) => [String(email), Number(id)]));

  return {
    fake,
    db,
    /** What the app sent in the step that was taken last. */
    sent: wire.sent,
    /** The files of all rounds. */
    shares,
    /** All that the processes wrote. */
    output: () => outputs.map((output) => output().stdout + output().stderr).join(''),
    /** Takes a step after another to its end. `onStep` is called after each. */
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
    const line: DatabaseLine = await databaseLine(url, (statement) => wire.watch(statement, line));
    const app = appProcess({ ...settingsFor(fake), DATABASE_URL: line.url }, program);
    outputs.push(app.output);
    const port = await app.ready();
    running.push({ app, line });
    fake.connect(`http://127.0.0.1:${port}`);
  }

  async function kill({ app, line }: Process): Promise<void> {
    app.kill('SIGKILL');
    await app.ended;
    line.cut();
  }

  /** Gives what the app was sending when it was killed; null where it was done before it came to the point. */
  async function take(step: Step, point: Point | null): Promise<Sent | null> {
    let struck: Sent | null = null;
    let again: Promise<void> = Promise.resolve();
    wire.begin(step.phase, point, (sent, by) => {
      const at = running.findIndex(({ line }) => line === by);
      const [victim] = running.splice(Math.max(at, 0), 1);
      struck = sent;
      again = (victim ? kill(victim) : Promise.resolve()).then(start);
    });
    await step.act();
    const isDone = async () => step.isDone() || (await again);
    await fake.until(isDone, { timeoutMs: patienceMs, what: `the end of ${step.phase}` }).catch(withReport);
    await idle();
    // A strike that came late has left something to do again.
    await again;
    await idle();
    return struck;
  }

  /** Resolves when no event is on its way and no job is left but those of other days. */
  async function idle(): Promise<void> {
    await fake.settled();
    const none = async () => expect(await jobs()).toEqual([]);
    await vi.waitFor(none, { timeout: patienceMs, interval: 100 }).catch(withReport);
  }

  function jobs() {
    return db.execute(sql`
      select kind, failures, orphaned, attempts, leased_until, run_at from job
      where failed_at is null and run_at < now() + interval '1 hour'`);
  }

  async function withReport(error: unknown): Promise<never> {
    const imports = await db.execute(sql`select id, state, message_ts, problem_file_id from import`);
    const found = { jobs: await jobs(), imports, sent: wire.sent().slice(-30) };
    throw new Error(`${error}\n${JSON.stringify(found, null, 1)}`);
  }
}
