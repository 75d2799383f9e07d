// Postgres restarts, or the connections to it break, in the middle of reading, applying, undoing and exporting.
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { openDatabase } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ownPostgres } from '../db/own-postgres.ts';
import { databaseLine } from './database-line.ts';
import { reading } from './reading.ts';
import { appOn, fakeSlack, idleOn } from './running-app.ts';
import type { Statement } from './statements.ts';

const postgres = await ownPostgres();
await migrate(postgres.url);
const { db, close } = openDatabase(postgres.url, { name: 'test' });
afterAll(() => close(0));
const fake = await fakeSlack({ retryWaitsMs: [0, 500, 2_000, 5_000] });
let watch: (statement: Statement) => 'pass' | 'stop' = () => 'pass';
const line = await databaseLine(postgres.url, (statement) => watch(statement));
await appOn(fake, { DATABASE_URL: line.url });
const { addOrganization, applied, botsIn, command, share } = reading(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

/** What happens to the database, and is over when it resolves. */
const harms = {
  'a restart of Postgres': () => postgres.restart(),
  async 'a cut of all connections'() {
    line.cut();
    line.mend();
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

/** The harm comes when the app sends such a statement, once. Resolves when it is over. */
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

let file = 0;
const rows = 2_000;
const people = () => {
  file += 1;
  const row = (i: number) => `${acme},Person ${i},person${i}@file${file}.example`;
  return `customer_id,name,email\n${Array.from({ length: rows }, (_, i) => row(i)).join('\n')}\n`;
};

/** End users of the newest file, and how many different ones. */
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
  const patience = { timeoutMs: 40_000 };
  const said = (shared: Parameters<typeof botsIn>[0], text: RegExp) =>
    fake.until(() => botsIn(shared).find((message) => text.test(message.text)), {
      ...patience,
      what: `${text}`,
    });

  it.each([
    ['while a file is read', /^copy "staging"/],
    ['while the plan is made', /^create unlogged table staging\.plan/],
    ['while the plan is written down', /^update "import" set .*"plan" = /],
  ])(
    '%s: the plan comes, once',
    async (_, statement) => {
      const harmed = harmAt(statement, harm);
      const shared = await share(dana, channel, people());
      await harmed;
      await said(shared, /2,000 new/);
      await idle();
      expect(botsIn(shared)).toHaveLength(1);
      expect(await ofNewestFile()).toEqual({ all: 0, different: 0 });
    },
    60_000,
  );

  it('while a plan is applied: everybody is there once, and an undo takes all back', async () => {
    const shared = await share(dana, channel, people());
    const plan = await said(shared, /Apply to 2,000 end users/);
    const harmed = harmAt(/^insert into end_user/, harm);
    await dana.click(plan, { text: /^Apply/ });
    await harmed;
    // A crash empties the staging area: the file is read again, and the member asked again.
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
  }, 90_000);

  it('while an export is written: its file comes, once', async () => {
    await applied(dana, await share(dana, channel, people()));
    const harmed = harmAt(/^copy \(select/, harm);
    const before = new Set(fake.messages(channel).map(({ ts }) => ts));
    await command(dana, channel, `/endusers export ${acme}`);
    await harmed;
    const isEnd = ({ ts, threadTs = ts, text }: Message) => ts === threadTs && text.startsWith('✅');
    const end = () => fake.messages(channel).find((message) => !before.has(message.ts) && isEnd(message));
    const message = await fake.until(end, { ...patience, what: 'the export' });
    await idle();
    const files = botsIn(message).flatMap(fake.files);
    expect(files).toHaveLength(1);
    expect((await files[0]!.text()).split(`@file${file}.example`)).toHaveLength(rows + 1);
  }, 60_000);
});
