// The process of the app: how it ends, and how the next process continues its work.
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { generateFile } from '../../bench/generate-file.ts';
import { freshDatabase } from '../database.ts';
import { type AppProcess, appProcess } from './app-process.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy, type Watch } from './database-proxy.ts';
import { idleOn, settingsFor, startTestSlack } from './running-app.ts';

describe('wrong settings', () => {
  it('end the process at once, with one message that names all of them and no stack', async () => {
    const app = appProcess({ PORT: 'x', SLACK_BOT_TOKEN: 'nonsense' });
    expect(await app.ended).toEqual({ code: 2, signal: null });
    const { stdout, stderr } = app.output();
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    for (const name of ['PORT', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']) expect(stderr).toContain(name);
  });
});

describe('a process that ends in the middle of its work', async () => {
  const { db, url } = await freshDatabase();
  const fake = await startTestSlack();
  const { addOrganization, answer, botsIn, share } = conversationIn(fake);
  const idle = idleOn(fake, db);
  let watch: Watch = () => 'pass';
  const proxy = await startDatabaseProxy(url, (statement) => watch(statement));
  const dana = fake.member('dana');
  const channel = 'end-users';

  async function start(): Promise<AppProcess> {
    const app = appProcess({ ...settingsFor(fake), DATABASE_URL: proxy.url });
    fake.connect(`http://127.0.0.1:${await app.ready()}`);
    return app;
  }

  async function endWell(app: AppProcess): Promise<void> {
    app.kill('SIGTERM');
    expect(await app.ended).toEqual({ code: 0, signal: null });
  }

  /** Kills the process without warning when the database executes such a statement. */
  async function killAt(app: AppProcess, statement: RegExp): Promise<void> {
    await new Promise<void>((resolve) => {
      watch = ({ text }) => {
        if (statement.test(text)) setImmediate(resolve);
        return 'pass';
      };
    });
    await kill(app);
  }

  async function kill(app: AppProcess): Promise<void> {
    watch = () => 'pass';
    app.kill('SIGKILL');
    await app.ended;
  }

  it('by SIGTERM while it waits for Slack at its start, ends with 0', async () => {
    const nowhere = { SLACK_API_URL: 'http://127.0.0.1:1/api/', DATABASE_URL: proxy.url };
    const app = appProcess({ ...settingsFor(fake), ...nowhere });
    await expect.poll(() => app.output().stdout).toContain('Slack does not answer');
    await endWell(app);
  });

  it('by SIGTERM during a download that hangs, ends with 0 by itself, and the next one makes the plan', async () => {
    const app = await start();
    const acme = await addOrganization(dana, 'Acme Ltd');
    fake.faults.add({ method: 'download', answer: 'hang' });
    const shared = await share(dana, 'private-desk', `customer_id,name\n${acme},Ana\n`);
    await fake.until(() => fake.calls('files.info').length > 0);
    await endWell(app);
    const next = await start();
    await answer(shared, /1 new/);
    await endWell(next);
  });

  it('by SIGKILL, again and again, imports each row once and posts the result once', async () => {
    let app = await start();
    const acme = await addOrganization(dana, 'Beta Inc');
    const rows = 30_000;
    const content = () => Readable.from(generateFile({ rows, organizationIds: [acme] }));
    const shared = await share(dana, channel, content);
    await killAt(app, /^copy data$/);
    app = await start();
    await killAt(app, /^create unlogged table staging\.plan_/);
    app = await start();
    const plan = await answer(shared, /30,000 new/);
    expect(await dana.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
    await killAt(app, /^insert into "operation"/);
    app = await start();
    await killAt(app, /^insert into end_user/);
    app = await start();
    const applied = () =>
      db.execute(sql`select from import where state = 'applied' and share_ts = ${shared.ts}`);
    await expect.poll(applied, { interval: 2 }).toHaveLength(1);
    await kill(app);
    app = await start();
    await answer(shared, /30,000 created/);
    await idle();
    // On a busy machine, the member who has waited for over 20 s is mentioned as well.
    expect(botsIn(shared).filter(({ text }) => !text.startsWith('⏰'))).toHaveLength(1);
    expect(
      await db.execute(
        sql`select count(*)::integer as all, count(distinct email)::integer as different from end_user`,
      ),
    ).toEqual([{ all: rows, different: rows }]);
    await endWell(app);
  }, 300_000);
});
