// Starts the whole app on its own database, connected to its own fake Slack.
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
import { closeAtEnd } from './close-at-end.ts';
import { type Conversation, conversationIn } from './conversation.ts';
import { events, scopes } from './manifest.ts';

export type AppUnderTest = Conversation & {
  readonly fake: FakeSlack;
  readonly app: RunningApp;
  readonly db: Database;
  readonly databaseUrl: string;
  /** Resolves when no event is on its way to the app, and no job is left that is due within an hour. */
  idle(): Promise<void>;
};

/** Slack's three seconds, and 20 more for a busy machine. Tests about the time limits set their own. */
const patientSlack = { answerWithinMs: 23_000, triggerLifeMs: 60_000 };

/** Stops the app and the fake after the last test of the file. */
export async function startTestApp(options: FakeSlackOptions = {}): Promise<AppUnderTest> {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack(options);
  // As an admin does with `/endusers settings default role edit`, since most tests are not about permissions.
  await db.insert(workspace).values({ id: fake.app().teamId, defaultRole: 'edit', guidedAt: new Date() });
  const app = await startAppOn(fake, { DATABASE_URL: url });
  return { fake, app, db, databaseUrl: url, idle: idleOn(fake, db), ...conversationIn(fake) };
}

/** Builds `idle` of `AppUnderTest`. */
export function idleOn(fake: FakeSlack, db: Database): () => Promise<void> {
  return async () => {
    await fake.settled();
    const jobs = () => db.execute(sql`select kind from job where run_at < now() + interval '1 hour'`);
    // Not `expect.poll`, which concurrent tests can't use.
    await vi.waitFor(async () => expect(await jobs()).toEqual([]), 60_000);
  };
}

/** Starts a fake Slack that allows the app what its manifest asks for, and that retries events sooner than Slack. */
export async function startTestSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const fake = await startFakeSlack({ retryWaitsMs: [0, 50, 200], events, ...patientSlack, ...options });
  if (options.seed !== 'none') fake.install({ workspace: fake.app().teamId, scopes });
  closeAtEnd(() => fake.close());
  return fake;
}

/** Starts the app for this fake Slack, and stops it at the end. `env` overrides the default settings. */
export async function startAppOn(
  fake: FakeSlack,
  env: Readonly<Record<string, string>>,
  log = openLog('silent'),
): Promise<RunningApp> {
  const app = await startApp(readConfig({ ...settingsFor(fake), ...env }), log);
  closeAtEnd(() => app.stop());
  fake.connect(`http://127.0.0.1:${app.port}`);
  return app;
}

/** The environment variables of an app for one workspace, over HTTP. */
export function settingsFor(fake: FakeSlack, workspace?: string): Record<string, string> {
  return {
    PORT: '0',
    SLACK_BOT_TOKEN: fake.app(workspace).token,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_API_URL: fake.apiUrl,
  };
}
