// The whole app on a database of its own, with a fake Slack at the other end of the wire.
import { sql } from 'drizzle-orm';
import { expect, vi } from 'vitest';
import {
  type FakeSlack,
  type FakeSlackOptions,
  startFakeSlack,
} from '../../playground/fake-slack/fake-slack.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { workspace } from '../../src/db/schema/workspace-table.ts';
import type { Database } from '../../src/db/transaction.ts';
import { openLog } from '../../src/log.ts';
import { freshDatabase } from '../database.ts';
import { atTheEnd } from './at-the-end.ts';
import { events, scopes } from './manifest.ts';
import { type Reading, reading } from './reading.ts';

export type AppUnderTest = Reading & {
  readonly fake: FakeSlack;
  readonly app: RunningApp;
  readonly db: Database;
  readonly databaseUrl: string;
  /** Resolves when no event is on its way to the app and no job is left that is about to run. */
  idle(): Promise<void>;
};

/** Both are stopped after the last test of the file. */
export async function runningApp(options: FakeSlackOptions = {}): Promise<AppUnderTest> {
  const { db, url } = await freshDatabase();
  const fake = await fakeSlack(options);
  // As an admin sets it with `/endusers settings default role edit`: most tests are about something else.
  await db.insert(workspace).values({ id: fake.app().teamId, defaultRole: 'edit' });
  const app = await appOn(fake, { DATABASE_URL: url });
  return { fake, app, db, databaseUrl: url, idle: idleOn(fake, db), ...reading(fake) };
}

/** Builds `idle`. */
export function idleOn(fake: FakeSlack, db: Database): () => Promise<void> {
  return async () => {
    await fake.settled();
    const jobs = () => db.execute(sql`select kind from job where run_at < now() + interval '1 hour'`);
    // As `expect.poll`, which concurrent tests can't use.
    await vi.waitFor(async () => expect(await jobs()).toEqual([]), 10_000);
  };
}

/** A fake Slack in which the app may do what its manifest says, and which tries again sooner than the real one. */
export async function fakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const fake = await startFakeSlack({ retryWaitsMs: [0, 50, 200], events, ...options });
  if (options.seed !== 'none') fake.install({ workspace: fake.app().teamId, scopes });
  atTheEnd(() => fake.close());
  return fake;
}

/** The app, for this fake Slack; `env` holds the settings that differ. */
export async function appOn(
  fake: FakeSlack,
  env: Readonly<Record<string, string>>,
  log = openLog('silent'),
): Promise<RunningApp> {
  const app = await startApp(readConfig({ ...settingsFor(fake), ...env }), log);
  atTheEnd(() => app.stop());
  fake.connect(`http://127.0.0.1:${app.port}`);
  return app;
}

export function settingsFor(fake: FakeSlack, workspace?: string): Record<string, string> {
  return {
    PORT: '0',
    SLACK_BOT_TOKEN: fake.app(workspace).token,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_API_URL: fake.apiUrl,
  };
}
