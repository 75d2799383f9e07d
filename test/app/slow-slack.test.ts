// Slack's own API is slow: members get an answer within the three seconds that Slack waits, and the full one later.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, exported, idle, privately, share } =
  await startTestApp({ answerWithinMs: 3_000, triggerLifeMs: 3_000 });
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const late = { delayMs: 3_500 };

describe('while Slack is slow', () => {
  it.concurrent('to return a member, a command is answered in time, and its full answer follows', async () => {
    fake.faults.add({ method: 'users.info', when: ({ user }) => user === lee.id, answer: late });
    expect((await lee.command(channel, '/endusers orgs')).message?.text).toContain('longer than usual');
    await privately(lee, /Acme Ltd/);
  });

  it.concurrent('to return a channel, an export is posted all the same', async () => {
    fake.faults.add({ method: 'conversations.info', answer: late });
    const { text } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(text).toContain('customer_id');
    await privately(dana, /longer than usual/);
    await privately(dana, /Exporting the end users/);
  });

  it.concurrent('a click is carried out once', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
    const plan = await answer(shared, /1 new/);
    const mia = fake.member('mia');
    fake.faults.add({ method: 'users.info', when: ({ user }) => user === mia.id, answer: late });
    expect(await mia.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
    await answer(shared, /1 created/);
  });

  it.concurrent('a shared file whose event is retried meanwhile is answered once', async () => {
    const olga = fake.member('olga');
    fake.faults.add({ method: 'users.info', times: 2, when: ({ user }) => user === olga.id, answer: late });
    const shared = await share(olga, channel, `customer_id,name\n${acme},Bo\n`);
    await answer(shared, /1 new/);
    await idle();
    expect(
      fake.deliveries().filter(({ retry, payload }) => retry && JSON.stringify(payload).includes(shared.ts)),
    ).not.toEqual([]);
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('to post, a file is read meanwhile, and its message is posted once and updated once', async () => {
    await idle();
    const before = fake.calls('chat.update').length;
    fake.faults.add({ method: 'chat.postMessage', answer: { delayMs: 1_000 } });
    const shared = await share(dana, channel, `customer_id,name\n${acme},Di\n`);
    await answer(shared, /1 new/);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
    expect(fake.calls('chat.update').length - before).toBe(1);
  });

  // Not concurrent: downloads that hang would take the slots of other jobs.
  it('to return files, jobs that need no file continue', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Cy\n`);
    await answer(shared, /1 new/);
    const asked = fake.calls('files.info').length;
    fake.faults.add({ method: 'download', times: Infinity, answer: 'hang' });
    const files = Array.from({ length: 6 }, (_, i) =>
      share(dana, channel, `customer_id,name\n${acme},${i}\n`),
    );
    const hanging = await Promise.all(files);
    await fake.until(() => fake.calls('files.info').length >= asked + 4);
    expect((await applied(dana, shared)).text).toContain('1 created');
    expect(hanging.flatMap(botsIn)).toEqual([]);
    const waiting = await share(dana, dana.directMessages(), `customer_id,name\n${acme},Dee\n`);
    await answer(waiting, /start reading in a moment/);
  });
});
