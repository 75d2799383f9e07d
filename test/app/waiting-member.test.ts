// Slack notifies nobody of an edit: when a plan or a result took long, a new message mentions the member who waits.
import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { db, fake, addOrganization, answer, botsIn, idle, share } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

await db.execute(sql`
  create function begin_earlier() returns trigger language plpgsql as $$
    begin new.created_at := now() - interval '21 seconds'; return new; end $$`);

/** From now on, jobs of this kind have been waiting for 21 seconds when they begin. */
const slowDown = (kind: string) =>
  db.execute(
    sql.raw(`
    create trigger begin_earlier before insert on job
    for each row when (new.kind = '${kind}') execute function begin_earlier()`),
  );

afterEach(async () => {
  fake.faults.clear();
  await db.execute(sql`drop trigger if exists begin_earlier on job`);
});

const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;
const mentions = (shared: Message) => botsIn(shared).filter(({ text }) => text.startsWith('⏰'));

it('a plan that took long mentions the member who shared the file, after the plan', async () => {
  await slowDown('prepare-import');
  const shared = await share(dana, channel, csv('Ana'), { text: `<@${fake.app().botUserId}>` });
  const plan = await answer(shared, /1 new/);
  const mention = await answer(shared, /^⏰/);
  expect(mention.text).toMatch(new RegExp(`<@${dana.id}>.*plan of import \\d+ is ready`));
  expect(Number(mention.ts)).toBeGreaterThan(Number(plan.ts));
  await idle();
  expect(mentions(shared)).toHaveLength(1);
});

it('a result that took long mentions the member who clicked, once, although Slack loses an answer', async () => {
  const shared = await share(dana, channel, csv('Bo'));
  const plan = await answer(shared, /1 new/);
  await slowDown('apply-import');
  fake.faults.add({
    method: 'chat.postMessage',
    when: (args) => JSON.stringify(args).includes('⏰'),
    answer: { acceptThenFail: true },
  });
  await lee.click(plan, { text: /^Apply/ });
  const result = await answer(shared, /1 created/);
  await idle();
  expect(mentions(shared)).toHaveLength(1);
  expect(mentions(shared)[0]!.text).toMatch(new RegExp(`<@${lee.id}>.*result of import \\d+`));
  expect(result.ts).toBe(plan.ts);
});

it('an undo that took long mentions the member who asked for it', async () => {
  const shared = await share(dana, channel, csv('Cy'));
  await lee.click(await answer(shared, /1 new/), { text: /^Apply/ });
  await slowDown('undo-import');
  await dana.click(await answer(shared, /1 created/), { text: /^Undo/ });
  await answer(shared, /^⏰/);
  await idle();
  expect(mentions(shared).map(({ text }) => text)).toEqual([expect.stringContaining(`<@${dana.id}>`)]);
});

it('a plan and a result that took long one after another mention twice', async () => {
  await slowDown('prepare-import');
  const shared = await share(dana, channel, csv('Dee'));
  await answer(shared, /^⏰/);
  await db.execute(sql`drop trigger begin_earlier on job`);
  await slowDown('apply-import');
  await dana.click(await answer(shared, /1 new/), { text: /^Apply/ });
  await answer(shared, /1 created/);
  await idle();
  expect(mentions(shared)).toHaveLength(2);
});

it('a refusal that took long mentions the member who shared the file', async () => {
  await slowDown('prepare-import');
  const shared = await share(dana, channel, 'customer_id,name\n1,"Ana\n');
  await answer(shared, /can't be imported/);
  await answer(shared, /^⏰/);
});

it('a result in a direct message that took long mentions the member there', async () => {
  const { id } = fake.addChannel({ name: 'read-only', members: ['dana', fake.app().botUserId] });
  for (const method of ['chat.postMessage', 'chat.update', 'chat.postEphemeral'])
    fake.faults.add({
      method,
      when: (args) => args.channel === id,
      times: Number.POSITIVE_INFINITY,
      answer: { error: 'restricted_action_read_only_channel' },
    });
  await share(dana, id, csv('Fay'));
  const said = () => fake.messages(dana.directMessages());
  const plan = await fake.until(() => said().find(({ text }) => text.includes('Fay')), { what: 'the plan' });
  await slowDown('apply-import');
  await dana.click(plan, { text: /^Apply/ });
  await fake.until(() => said().find(({ text, threadTs }) => text.startsWith('⏰') && threadTs === plan.ts), {
    what: 'the mention',
  });
});

it('what was quick mentions nobody', async () => {
  const shared = await share(dana, channel, csv('Eve'));
  await dana.click(await answer(shared, /1 new/), { text: /^Apply/ });
  await answer(shared, /1 created/);
  await idle();
  expect(mentions(shared)).toEqual([]);
});
