// Slack itself is slow: members are answered within the three seconds that it waits for us, and fully later.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, command, exported, idle, privately, share } =
  await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const late = { delayMs: 3_500 };

describe('while Slack takes its time', () => {
  it.concurrent('to say who somebody is, a command is answered, and its answer follows', async () => {
    fake.faults.add({ method: 'users.info', when: ({ user }) => user === lee.id, answer: late });
    expect(await command(lee, channel, '/endusers orgs')).toContain('longer than usual');
    await privately(lee, /Acme Ltd/);
  });

  it.concurrent('to say what a channel is, an export is on its way all the same', async () => {
    fake.faults.add({ method: 'conversations.info', answer: late });
    const { text } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(text).toContain('customer_id');
    await privately(dana, /longer than usual/);
    await privately(dana, /Exporting the end users/);
  });

  it.concurrent('a click is taken, once', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
    const plan = await answer(shared, /1 new/);
    const mia = fake.member('mia');
    fake.faults.add({ method: 'users.info', when: ({ user }) => user === mia.id, answer: late });
    expect(await mia.click(plan, { text: /^Apply/ })).toMatchObject({ ok: true });
    await answer(shared, /1 created/);
  });

  it.concurrent('a share whose event comes again meanwhile is answered once', async () => {
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

  // Alone: what hangs takes the place of others.
  it('to hand out files, what waits for none goes on', async () => {
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
