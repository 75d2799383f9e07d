// A time in which no event reaches the app, and how it ends.
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import type { Database } from '../../src/db/transaction.ts';

/** As if the app had last heard of Slack so long ago. */
export async function lastHeard(db: Database, ago: string): Promise<void> {
  await db.execute(sql.raw(`update workspace set heard_until = now() - interval '${ago}'`));
}

/** Resolves when it is noted that the app hears Slack now: what it looks back for is then enqueued. */
export async function hearsAgain(db: Database): Promise<void> {
  const heard = sql`select heard_until > now() - interval '10 seconds' as now from workspace`;
  await expect.poll(async () => (await db.execute(heard))[0]?.now, { timeout: 10_000 }).toBe(true);
}

/** While `act` runs, no event reaches anybody, and Slack gives up on each; then the app is there, until the test ends. */
export function downtime(fake: FakeSlack, db: Database, start: () => Promise<unknown>) {
  return async (act: () => Promise<void>, downFor = '1 hour'): Promise<void> => {
    await lastHeard(db, downFor);
    await act();
    await fake.settled();
    await start();
    await hearsAgain(db);
  };
}

/** While `act` runs, the app has no socket and gets none, and Slack gives up on each event; then it may have one. */
export async function withoutSocket<Result>(fake: FakeSlack, act: () => Promise<Result>): Promise<Result> {
  const mend = fake.faults.add({ method: 'apps.connections.open', times: Infinity, answer: { status: 503 } });
  fake.socket.drop();
  await fake.until(() => fake.socket.connections() === 0);
  const result = await act();
  await fake.settled();
  mend();
  return result;
}
