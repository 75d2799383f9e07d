// Canceling an import while its file is being read, or waits for it.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const { app, fake, db, addOrganization, answer, botsIn, idle, privately, share } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const acme = await addOrganization(dana, 'Acme Ltd');
const inbox = () => dana.directMessages();
const file = `customer_id,name\n${acme},Ana\n`;

afterEach(() => fake.faults.clear());

const stagedTables = async () =>
  (await db.execute(sql`select tablename from pg_tables where schemaname = 'staging'`)).length;
const readingJobs = async () => (await db.execute(sql`select from job where kind = 'prepare-import'`)).length;

describe('while a file is read, Cancel', () => {
  it('ends the download, although not a byte arrives, and the message says who did it', async () => {
    fake.faults.add({ method: 'download', times: Infinity, answer: 'hang' });
    const shared = await share(dana, inbox(), file);
    const reading = await answer(shared, /Reading/);
    expect(await dana.click(reading, { text: 'Cancel' })).toMatchObject({ ok: true });
    const canceled = await answer(shared, /Canceled/);
    expect(canceled.ts).toBe(reading.ts);
    expect(canceled.text).toContain(`<@${dana.id}>`);
    await expect.poll(readingJobs).toBe(0);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
    expect(await stagedTables()).toBe(0);
  });

  it('ends it while rows are staged, and leaves no table behind', async () => {
    const many = `customer_id,name\n${`${acme},Ana\n`.repeat(400_000)}`;
    const shared = await share(dana, inbox(), many);
    const reading = await answer(shared, /Reading|rows read/);
    await dana.click(reading, { text: 'Cancel' });
    await answer(shared, /Canceled/);
    await expect.poll(readingJobs).toBe(0);
    await idle();
    expect((await answer(shared, /Canceled/)).ts).toBe(reading.ts);
    expect(await stagedTables()).toBe(0);
  });

  it('counts once, however often it is clicked, and Apply on an old message changes nothing', async () => {
    fake.faults.add({ method: 'download', times: Infinity, answer: 'hang' });
    const shared = await share(dana, inbox(), file);
    await dana.click(await answer(shared, /Reading/), { text: 'Cancel' });
    const canceled = await answer(shared, /Canceled/);
    await sendClick(fake, app.port, lastClick(fake));
    await privately(dana, /was already decided by/);
    await sendClick(fake, app.port, lastClick(fake), { actionId: 'apply-import' });
    await idle();
    expect((await answer(shared, /Canceled/)).text).toBe(canceled.text);
  });

  it('needs a member who may decide', async () => {
    fake.faults.add({ method: 'download', times: Infinity, answer: 'hang' });
    const shared = await share(dana, 'end-users', file, { text: `<@${fake.app().botUserId}>` });
    const reading = await answer(shared, /Reading/);
    await db.execute(sql`update workspace set default_role = 'view'`);
    await lee.click(reading, { text: 'Cancel' });
    await privately(lee, /edit/);
    expect((await answer(shared, /Reading/)).text).not.toContain('Canceled');
    await db.execute(sql`update workspace set default_role = 'edit'`);
    await lee.click(reading, { text: 'Cancel' });
    await answer(shared, /Canceled/);
  });
});

describe('before a file is read, Cancel', () => {
  it('takes it out of the line', async () => {
    const hanging: Message[] = [];
    fake.faults.add({ method: 'files.info', times: 4, answer: 'hang' });
    for (let n = 0; n < 4; n++) hanging.push(await share(dana, inbox(), file));
    for (const shared of hanging) await answer(shared, /Reading/);
    const waiting = await share(dana, inbox(), file);
    await dana.click(await answer(waiting, /start reading in a moment/), { text: 'Cancel' });
    await answer(waiting, /Canceled/);
    for (const shared of hanging) await dana.click(await answer(shared, /Reading/), { text: 'Cancel' });
    for (const shared of hanging) await answer(shared, /Canceled/);
  });
});

describe('Cancel at the moment at which the plan appears', () => {
  it('cancels it, and nothing is left', async () => {
    for (let n = 0; n < 5; n++) {
      const shared = await share(dana, inbox(), file);
      const first = await answer(shared, /Reading|start reading|1 new/);
      await dana.click(first, { text: 'Cancel' });
      await answer(shared, /Canceled/);
      await idle();
      expect(botsIn(shared).at(-1)?.text).toContain('Canceled');
    }
    expect(await stagedTables()).toBe(0);
  });
});
