// A crash of Postgres empties unlogged tables: the staged rows of a file are gone, and the file is read again.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, db, addOrganization, answer, applied, botsIn, idle, postedFile, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

afterEach(() => fake.faults.clear());

/** The staging tables of a shared file. */
async function stageOf(shared: Message): Promise<string[]> {
  const rows = await db.execute(sql`
    select schemaname || '.' || tablename as name from pg_tables
    join import on tablename in ('row_' || import.id, 'plan_' || import.id) where share_ts = ${shared.ts}`);
  return rows.map(({ name }) => name as string);
}

async function loseStage(shared: Message): Promise<void> {
  const stage = await stageOf(shared);
  expect(stage).toHaveLength(2);
  await db.execute(sql.raw(`truncate ${stage.join(', ')}`));
}

describe('when the staged rows are lost', () => {
  it('an approval applies nothing, and the new plan can be applied', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
    const plan = await answer(shared, /1 new/);
    await loseStage(shared);
    await dana.click(plan, { text: /^Apply/ });
    const anew = await answer(shared, /The database restarted before the approved plan was applied/);
    expect(anew.ts).toBe(plan.ts);
    expect(await db.execute(sql`select from end_user where name = 'Ana'`)).toHaveLength(0);
    expect((await applied(dana, shared)).text).toContain('1 created');
  });

  it('a choice applies to the rows as they are read again', async () => {
    const shared = await share(dana, channel, `contact_id,customer_id,name\n4711,${acme},Bo\n`);
    const plan = await answer(shared, /Nothing to apply/);
    // The problem file is read from the same tables: a truncate in the middle of that could deadlock.
    await idle();
    await loseStage(shared);
    await dana.select(plan, { actionId: /unknown/, option: 'Create as new' });
    expect((await applied(dana, shared)).text).toContain('1 created');
  });

  /** A share whose problem file is between two tries to post it when the staged rows are lost. */
  async function loseFileOf(shared: Message): Promise<void> {
    await answer(shared, /1 left out/);
    const putOff = () =>
      db.execute(sql`
      update job set run_at = now() + interval '1 day'
      where kind = 'post-problem-file' and failures > 0 and leased_until is null returning id`);
    await expect.poll(putOff).toHaveLength(1);
    await loseStage(shared);
    fake.faults.clear();
    await db.execute(sql`update job set run_at = now() where kind = 'post-problem-file'`);
    const posting = () => db.execute(sql`select from job where kind = 'post-problem-file'`);
    await expect.poll(posting).toEqual([]);
    expect(botsIn(shared).flatMap(({ files }) => files)).toEqual([]);
  }

  it('a problem file that was not posted yet is posted with the new plan', async () => {
    fake.faults.add({ method: 'upload', times: Infinity, answer: { status: 500 } });
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Cy,\n${acme},Di,nope\n`);
    const plan = await answer(shared, /1 new · 1 left out/);
    await loseFileOf(shared);

    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, /The database restarted/);
    expect(await (await postedFile(shared, /_problems\.csv/)).text()).toContain('Di,nope');
    await idle();
    expect(botsIn(shared).flatMap(({ files }) => files)).toHaveLength(1);
  });

  it('so is one whose upload began, but was never completed', async () => {
    const never = { method: 'files.completeUploadExternal', times: Infinity, answer: { status: 500 } };
    fake.faults.add(never);
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Fay,\n${acme},Gil,nope\n`);
    const plan = await answer(shared, /1 new · 1 left out/);
    await loseFileOf(shared);
    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, /The database restarted/);
    expect(await (await postedFile(shared, /_problems\.csv/)).text()).toContain('Gil,nope');
  });

  it('the problem file of an import that is over is reported as lost', async () => {
    fake.faults.add({ method: 'upload', times: Infinity, answer: { status: 500 } });
    const shared = await share(dana, channel, `customer_id,name,email\n${acme},Di,nope\n`);
    await answer(shared, /Nothing to apply/);
    await loseFileOf(shared);
    await answer(shared, /could not be posted.*share your file again/s);
  });

  it('and the file was deleted in Slack, the member is told so, and no staging table stays in the database', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Eve\n`);
    const plan = await answer(shared, /1 new/);
    await loseStage(shared);
    await dana.eraseFile(shared.files[0]!);
    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, /It was deleted in Slack/);
    await idle();
    expect(await stageOf(shared)).toEqual([]);
  });
});
