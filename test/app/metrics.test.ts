// `GET /metrics` after a day of work, and while the database is away.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';
import { scrapeMetrics } from './scrape-metrics.ts';

const { db, url } = await freshDatabase();
const proxy = await startDatabaseProxy(url);
const fake = await startTestSlack();
const app = await startAppOn(fake, { DATABASE_URL: proxy.url });
const { addOrganization, answer, applied, command, exported, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

const slackCall = (method: string, result: string): string =>
  `endusers_slack_calls_total{method="${method}",result="${result}"}`;
const stageCount = (stage: string): string => `endusers_stage_seconds_count{stage="${stage}"}`;

afterEach(() => {
  proxy.restore();
  fake.faults.clear();
});

describe('a scrape', () => {
  it('counts imports, exports, their rows, stages, and jobs', async () => {
    const content = `customer_id,name,email\n${acme},Ana,\n${acme},Bo,\n${acme},Cy,nope\n`;
    const shared = await share(dana, channel, content);
    const result = await applied(dana, shared);
    await dana.click(result, { text: /^Undo/ });
    await answer(shared, /Undone by/);
    await answer(await share(dana, channel, `customer_id,name\n${acme},"Ana\n`), /can't be imported/);
    await answer(await share(dana, channel, `customer_id,name\n${acme},Dee\n`), /1 new/);
    await exported(dana, channel, '/endusers export all');
    await idle();

    const { sample } = await scrapeMetrics(app);
    expect(sample('endusers_database_up')).toBe(1);
    expect(
      Object.fromEntries(
        ['received', 'planned', 'applied', 'undone', 'refused'].map((state) => [
          state,
          sample(`endusers_imports{state="${state}"}`),
        ]),
      ),
    ).toEqual({ received: 0, planned: 1, applied: 0, undone: 1, refused: 1 });
    expect(sample('endusers_exports{state="posted"}')).toBe(1);
    expect(
      ['created', 'updated', 'unchanged', 'left out'].map((outcome) =>
        sample(`endusers_import_rows_total{outcome="${outcome}"}`),
      ),
    ).toEqual([2, 0, 0, 1]);
    expect(sample('endusers_export_rows_total')).toBe(0);
    expect(sample('endusers_refusals_total{code="quote-unclosed"}')).toBe(1);
    expect(sample('endusers_steps_total{step="import received"}')).toBe(3);
    // The uploads of the problem file and of the export.
    expect(
      ['reading', 'planning', 'applying', 'undoing', 'writing', 'uploading'].map((stage) =>
        sample(stageCount(stage)),
      ),
    ).toEqual([2, 2, 1, 1, 1, 2]);
    expect(sample('endusers_jobs_total{kind="prepare-import",outcome="done"}')).toBe(3);
    expect(sample('endusers_jobs_total{kind="apply-import",outcome="done"}')).toBe(1);
    expect(sample('endusers_queue_jobs{state="waiting"}')).toBe(0);
    expect(sample('endusers_queue_oldest_seconds')).toBe(0);
    expect(sample(slackCall('files.completeUploadExternal', 'ok'))).toBe(2);
    expect(sample('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('counts each way in which a call to Slack can fail', async () => {
    fake.faults.add({ method: 'files.getUploadURLExternal', answer: { error: 'not_in_channel' } });
    fake.faults.add({ method: 'files.getUploadURLExternal', answer: { status: 503 } });
    fake.faults.add({ method: 'files.getUploadURLExternal', answer: 'reset' });
    fake.faults.add({ method: 'files.getUploadURLExternal', answer: { status: 429, retryAfter: 1 } });
    // Several at once: a single job would run into all the failures, with longer and longer pauses.
    await Promise.all([1, 2, 3, 4].map(() => command(dana, channel, '/endusers export all')));
    await idle();
    const { sample } = await scrapeMetrics(app);
    const results = ['not_in_channel', 'http 503', 'network', 'http 429'].map((result) =>
      sample(slackCall('files.getUploadURLExternal', result)),
    );
    expect(results).toEqual([1, 1, 1, 1]);
    expect(sample('endusers_jobs_total{kind="perform-export",outcome="failed"}')).toBe(3);
    expect(sample('endusers_jobs_total{kind="perform-export",outcome="waits"}')).toBe(1);
  });

  it('counts the waiting jobs and the dead letters, and shows how long jobs have waited', async () => {
    const add = (kind: string, runAt: string, failed: string | null) =>
      db.execute(sql`
        insert into job (workspace_id, kind, payload, run_at, failed_at)
        values ('T-ELSE', ${kind}, '{}', now() - ${runAt}::interval, now() - ${failed}::interval)`);
    await add('say', '90 seconds', null);
    await add('say', '10 seconds', null);
    await add('say', '-1 hour', null);
    await add('say', '1 hour', '1 minute');
    const { sample } = await scrapeMetrics(app);
    expect(sample('endusers_queue_jobs{state="waiting"}')).toBe(2);
    expect(sample('endusers_queue_jobs{state="failed"}')).toBe(1);
    expect(sample('endusers_queue_oldest_seconds')).toBeGreaterThanOrEqual(90);
    await db.execute(sql`delete from job where workspace_id = 'T-ELSE'`);
  });

  it('shows that the database is away, without the figures that come from it', async () => {
    proxy.cut();
    const away = await scrapeMetrics(app);
    expect(away.sample('endusers_database_up')).toBe(0);
    expect(away.text).not.toMatch(/^endusers_(imports|exports|queue_jobs|queue_oldest_seconds)[ {]/m);
    expect(away.sample('endusers_steps_total{step="import received"}')).toBeGreaterThan(0);
    expect(away.sample('process_cpu_seconds_total')).toBeGreaterThan(0);

    proxy.restore();
    await expect.poll(async () => (await scrapeMetrics(app)).sample('endusers_database_up')).toBe(1);
  });

  it('names no workspace, member, or channel', async () => {
    const { text } = await scrapeMetrics(app);
    const [shown] = await db.execute<{ workspace: string; channel: string }>(
      sql`select workspace_id as workspace, channel_id as channel from import limit 1`,
    );
    for (const theirs of [shown!.workspace, shown!.channel, dana.id, 'dana', 'Acme', 'people.csv']) {
      expect(text).not.toContain(theirs);
    }
  });
});
