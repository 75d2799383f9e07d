// A worker whose lease expired asserts it in its last transaction, finds that another worker has the job, and changes
// nothing.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { workspace } from '../../src/db/schema/workspace-table.ts';
import type { Jobs } from '../../src/usecases/job-payloads.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
/** The kind of job that another worker takes over at the moment when its worker asserts the lease. */
let taking: keyof Jobs | null = null;
const proxy = await startDatabaseProxy(url, ({ text }) =>
  taking !== null && /from job .*for key share/.test(text) ? takeOver(taking) : 'pass',
);
const fake = await startTestSlack();
await db.insert(workspace).values({ id: fake.app().teamId, defaultRole: 'edit' });
await startAppOn(fake, { DATABASE_URL: proxy.url });
const { addOrganization, answer, applied, botsIn, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');

afterEach(() => {
  taking = null;
});

async function takeOver(kind: keyof Jobs): Promise<void> {
  const taken = await db.execute(sql`
    update job set attempts = attempts + 1, leased_until = now() + interval '1 hour'
    where kind = ${kind} and leased_until is not null returning id`);
  if (taken.length > 0) taking = null;
}

/** Resolves when the job was taken over, and its worker has noticed that. */
async function untilTaken(): Promise<void> {
  await expect.poll(() => taking).toBeNull();
  // As long as a worker needs for what it would now do wrongly.
  await new Promise((resolve) => setTimeout(resolve, 300));
}

/** Ends the lease of the other worker, which doesn't exist. */
const leaseRunsOut = () =>
  db.execute(sql`update job set leased_until = now() where leased_until is not null`);

const stateOf = async (shared: Message) =>
  (await db.execute(sql`select state from import where share_ts = ${shared.ts}`))[0]?.state;
const countOf = async (name: string) =>
  (await db.execute(sql`select from end_user where name = ${name}`)).length;
const csv = (name: string) => `customer_id,name,email\n${acme},${name},\n`;
const filesIn = (message: Message) => botsIn(message).flatMap(fake.files);

describe('a worker that lost its lease', () => {
  it('plans nothing', async () => {
    taking = 'prepare-import';
    const shared = await share(dana, 'end-users', csv('Ana'));
    await untilTaken();
    expect(await stateOf(shared)).toBe('reading');
    await leaseRunsOut();
    await answer(shared, /1 new/);
  });

  it('applies nothing', async () => {
    const shared = await share(dana, 'end-users', csv('Bo'));
    const plan = await answer(shared, /1 new/);
    await idle();
    taking = 'apply-import';
    await dana.click(plan, { text: /^Apply/ });
    await untilTaken();
    expect(await countOf('Bo')).toBe(0);
    await leaseRunsOut();
    await answer(shared, /1 created/);
    expect(await countOf('Bo')).toBe(1);
  });

  it('undoes nothing', async () => {
    const shared = await share(dana, 'end-users', csv('Cy'));
    const result = await applied(dana, shared);
    await idle();
    taking = 'undo-import';
    await dana.click(result, { text: 'Undo' });
    await untilTaken();
    expect(await countOf('Cy')).toBe(1);
    await leaseRunsOut();
    await answer(shared, /Undone/);
    expect(await countOf('Cy')).toBe(0);
  });

  it('makes no new plan', async () => {
    const shared = await share(dana, 'end-users', `contact_id,customer_id,name\n4711,${acme},Dee\n`);
    const plan = await answer(shared, /contact_id that doesn't exist here/);
    await idle();
    taking = 'plan-import';
    await dana.select(plan, { actionId: /unknown/, option: 'Create as new' });
    await untilTaken();
    expect(await stateOf(shared)).toBe('planning');
    await leaseRunsOut();
    await answer(shared, /Apply to 1 end user/);
  });

  it('posts no problem file', async () => {
    taking = 'post-problem-file';
    const shared = await share(dana, 'end-users', `${csv('Eve')}${acme},Nobody,nope\n`);
    await untilTaken();
    expect(filesIn(shared)).toEqual([]);
    await leaseRunsOut();
    await fake.until(() => filesIn(shared).length > 0);
    await idle();
    expect(filesIn(shared)).toHaveLength(1);
  });

  it('posts no export', async () => {
    const { id: channel } = fake.addChannel({ name: 'exports', members: ['dana', fake.app().botUserId] });
    taking = 'perform-export';
    await dana.command(channel, `/endusers export ${acme}`);
    await untilTaken();
    expect(fake.messages(channel).flatMap(fake.files)).toEqual([]);
    await leaseRunsOut();
    await fake.until(() => fake.messages(channel).some(({ text }) => text.startsWith('✅')));
    await idle();
    expect(fake.messages(channel).flatMap(fake.files)).toHaveLength(1);
  });
});
