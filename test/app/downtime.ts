// Times in which no event reaches the app, and how they end.
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import type { Database } from '../../src/db/transaction.ts';

/** Makes it look as if the app last heard from Slack this long ago. @param ago an interval of Postgres: `1 hour` */
export async function setLastHeard(db: Database, ago: string): Promise<void> {
  await db.execute(sql.raw(`update workspace set heard_until = now() - interval '${ago}'`));
}

/** Resolves when the app has recorded that it hears from Slack: by then, the backfill is enqueued. */
export async function untilHeard(db: Database): Promise<void> {
  const heard = sql`select heard_until > now() - interval '10 seconds' as now from workspace`;
  await expect.poll(async () => (await db.execute(heard))[0]?.now).toBe(true);
}

/** Returns a function that runs `act` while no app runs and Slack gives up on every event, and then starts the app. */
export function downtime(fake: FakeSlack, db: Database, start: () => Promise<unknown>) {
  return async (act: () => Promise<void>, downFor = '1 hour'): Promise<void> => {
    await setLastHeard(db, downFor);
    await act();
    await fake.settled();
    await start();
    await untilHeard(db);
  };
}

/** Runs `act` while the app can't open a socket and Slack gives up on every event. Then the app may open one again. */
export async function withoutSocket<Result>(fake: FakeSlack, act: () => Promise<Result>): Promise<Result> {
  const restore = fake.faults.add({
    method: 'apps.connections.open',
    times: Infinity,
    answer: { status: 503 },
  });
  fake.socket.drop();
  await fake.until(() => fake.socket.connections() === 0);
  const result = await act();
  await fake.settled();
  restore();
  return result;
}
