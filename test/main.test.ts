// The process: how it ends, and what a new one makes of what it left behind.
import { Readable } from 'node:stream';
import { type SQL, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { generateFile } from '../bench/generate-file.ts';
import { type AppProcess, appProcess } from './app/app-process.ts';
import { reading } from './app/reading.ts';
import { fakeSlack, idleOn, settingsFor } from './app/running-app.ts';
import { freshDatabase } from './database.ts';

describe('wrong settings', () => {
  it('end it at once with one message that names all of them, and no stack', async () => {
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
  const fake = await fakeSlack();
  const { addOrganization, answer, botsIn, idle, share } = { ...reading(fake), idle: idleOn(fake, db) };
  const dana = fake.member('dana');
  const channel = 'end-users';

  async function start(): Promise<AppProcess> {
    const app = appProcess({ ...settingsFor(fake), DATABASE_URL: url });
    fake.connect(`http://127.0.0.1:${await app.ready()}`);
    return app;
  }

  async function endWell(app: AppProcess): Promise<void> {
    app.kill('SIGTERM');
    expect(await app.ended).toEqual({ code: 0, signal: null });
  }

  /** Ends the process, without a warning, as soon as the database has come to this point. */
  async function killAt(app: AppProcess, point: SQL): Promise<void> {
    const look = async () => (await db.execute(sql`select 1 where exists (${point})`)).length;
    await expect.poll(look, { timeout: 20_000, interval: 2 }).toBe(1);
    app.kill('SIGKILL');
    await app.ended;
  }

  const running = (query: string): SQL => sql`
    select from pg_stat_activity
    where datname = current_database() and state = 'active' and pid <> pg_backend_pid() and query ilike ${`${query}%`}`;

  it('by SIGTERM while it still waits for Slack to start: ends with 0', async () => {
    const nowhere = { SLACK_API_URL: 'http://127.0.0.1:1/api/', DATABASE_URL: url };
    const app = appProcess({ ...settingsFor(fake), ...nowhere });
    await expect.poll(() => app.output().stdout, { timeout: 20_000 }).toContain('Slack does not answer');
    await endWell(app);
  });

  it('by SIGTERM while a download stands still: ends with 0 in time, and the next one goes on to the plan', async () => {
    const app = await start();
    const acme = await addOrganization(dana, 'Acme Ltd');
    fake.faults.add({ method: 'download', answer: 'hang' });
    const shared = await share(dana, 'private-desk', `customer_id,name\n${acme},Ana\n`);
    await fake.until(() => fake.calls('files.info').length > 0);
    const forced = setTimeout(() => app.kill('SIGKILL'), 10_000);
    await endWell(app);
    clearTimeout(forced);
    const next = await start();
    await answer(shared, /1 new/);
    await endWell(next);
  });

  it('by SIGKILL, again and again, imports each row once and says so once', async () => {
    let app = await start();
    const acme = await addOrganization(dana, 'Beta Inc');
    const rows = 30_000;
    const content = () => Readable.from(generateFile({ rows, organizationIds: [acme] }));
    const shared = await share(dana, channel, content);
    await killAt(app, running('copy%row_'));
    app = await start();
    await killAt(app, running('%create unlogged table staging.plan_'));
    app = await start();
    const plan = await fake.until(() => botsIn(shared).find(({ text }) => text.includes('30,000 new')), {
      timeoutMs: 20_000,
    });
    expect(await dana.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
    await killAt(app, running('%create temporary table plan_to_apply'));
    app = await start();
    await killAt(app, running('%insert into end_user'));
    app = await start();
    await killAt(app, sql`select from import where state = 'applied' and share_ts = ${shared.ts}`);
    app = await start();
    await fake.until(() => botsIn(shared).find(({ text }) => text.includes('30,000 created')), {
      timeoutMs: 20_000,
    });
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
    expect(
      await db.execute(
        sql`select count(*)::integer as all, count(distinct email)::integer as different from end_user`,
      ),
    ).toEqual([{ all: rows, different: rows }]);
    await endWell(app);
  }, 90_000);
});
