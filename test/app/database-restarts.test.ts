// Postgres restarts, crashes, or loses its connections during reading, planning, applying, undoing, and exporting.
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ownPostgres } from '../db/own-postgres.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import type { Statement } from './postgres-statements.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const postgres = await ownPostgres();
await migrate(postgres.url);
const { db, close } = openDatabase(postgres.url, { name: 'test' });
afterAll(() => close(0));
const fake = await startTestSlack({ retryWaitsMs: [0, 500, 2_000, 5_000] });
let watch: (statement: Statement) => 'pass' | 'stop' = () => 'pass';
const proxy = await startDatabaseProxy(postgres.url, (statement) => watch(statement));
await startAppOn(fake, { DATABASE_URL: proxy.url });
const { addOrganization, applied, botsIn, command, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

/** Each resolves when it is over. */
const harms = {
  'a restart of Postgres': () => postgres.restart(),
  async 'a cut of all connections'() {
    proxy.cut();
    proxy.restore();
  },
  async 'a crash of Postgres'() {
    const superuser = openDatabase(postgres.superuserUrl, { max: 1, name: 'test' });
    const [server] = await superuser.db.execute(
      sql`select pid from pg_stat_activity where backend_type = 'checkpointer'`,
    );
    await superuser.close();
    process.kill(Number(server?.pid), 'SIGKILL');
  },
} as const;

/** Does the harm once, when the app sends such a statement. Resolves when the harm is over. */
function harmAt(text: RegExp, harm: () => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    watch = (statement) => {
      if (!text.test(statement.text)) return 'pass';
      watch = () => 'pass';
      setImmediate(() => harm().then(resolve, reject));
      return 'pass';
    };
  });
}

/** A wait for Postgres to recover takes seconds; the rest is for a busy machine. */
const timeoutMs = 300_000;

let file = 0;
const rows = 2_000;
const people = () => {
  file += 1;
  const row = (i: number) => `${acme},Person ${i},person${i}@file${file}.example`;
  return `customer_id,name,email\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
};

/** The number of end users from the newest file, and of their different email addresses. */
async function ofNewestFile() {
  const [row] = await db.execute(sql`
    select count(*)::integer as all, count(distinct email)::integer as different
    from end_user where email like ${`%@file${file}.example`}`);
  return row;
}

beforeEach(() => {
  watch = () => 'pass';
});

describe.each(Object.entries(harms))('%s', (_, harm) => {
  const said = (shared: Parameters<typeof botsIn>[0], text: RegExp) =>
    fake.until(() => botsIn(shared).find((message) => text.test(message.text)), {
      timeoutMs,
      what: `${text}`,
    });

  it.each([
    ['while a file is read', /^copy "staging"/],
    ['while the plan is made', /^create unlogged table staging\.plan/],
    ['while the plan is stored', /^update "import" set .*"plan" = /],
  ])(
    '%s: the plan is posted once',
    async (_, statement) => {
      const harmed = harmAt(statement, harm);
      const shared = await share(dana, channel, people());
      await harmed;
      await said(shared, /2,000 new/);
      await idle();
      expect(botsIn(shared)).toHaveLength(1);
      expect(await ofNewestFile()).toEqual({ all: 0, different: 0 });
    },
    timeoutMs,
  );

  it(
    'while a plan is applied and undone: every end user is created once, and then removed',
    async () => {
      const shared = await share(dana, channel, people());
      const plan = await said(shared, /Apply to 2,000 end users/);
      const harmed = harmAt(/^insert into end_user/, harm);
      await dana.click(plan, { text: /^Apply/ });
      await harmed;
      // A crash empties the staging tables: the file is read again, and the member must approve again.
      const next = await said(shared, /2,000 created|so nothing was applied[\s\S]*Apply to 2,000 end users/);
      if (!/created/.test(next.text)) await dana.click(next, { text: /^Apply/ });
      await said(shared, /2,000 created/);
      await idle();
      expect(await ofNewestFile()).toEqual({ all: rows, different: rows });
      const undone = harmAt(/^(with removed|delete from end_user)/, harm);
      await dana.click(await said(shared, /2,000 created/), { text: /^Undo/ });
      await undone;
      await said(shared, /Undone by/);
      await idle();
      expect(await ofNewestFile()).toEqual({ all: 0, different: 0 });
      expect(botsIn(shared)).toHaveLength(1);
    },
    timeoutMs,
  );

  it(
    'while an export is written: its file is posted once',
    async () => {
      await applied(dana, await share(dana, channel, people()));
      const harmed = harmAt(/^copy \(select/, harm);
      const before = new Set(fake.messages(channel).map(({ ts }) => ts));
      await command(dana, channel, `/endusers export ${acme}`);
      await harmed;
      const isEnd = ({ ts, threadTs = ts, text }: Message) => ts === threadTs && text.startsWith('✅');
      const end = () => fake.messages(channel).find((message) => !before.has(message.ts) && isEnd(message));
      const message = await fake.until(end, { timeoutMs, what: 'the export' });
      await idle();
      const files = botsIn(message).flatMap(fake.files);
      expect(files).toHaveLength(1);
      expect((await files[0]!.text()).split(`@file${file}.example`)).toHaveLength(rows + 1);
    },
    timeoutMs,
  );
});
