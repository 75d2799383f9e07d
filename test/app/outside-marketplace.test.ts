// Slack's limits for apps that are distributed outside its Marketplace: one page of 15 messages of the history per minute.
import { expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const historyCalls = (fake: { calls(method: string): readonly unknown[] }): number =>
  fake.calls('conversations.history').length + fake.calls('conversations.replies').length;

it('answers several shares at once, an export, and a greeting without a call of the history', async () => {
  const { fake, addOrganization, answer, exported, share, idle } = await startTestApp({
    outsideMarketplace: { historyPauseMs: 60_000 },
  });
  const dana = fake.member('dana');
  const acme = await addOrganization(dana, 'Acme Ltd');
  const people = (n: number) => `customer_id,name,email\n${acme},Person ${n},person${n}@x.example\n`;
  const shared = [];
  for (let n = 0; n < 4; n++)
    shared.push(await share(dana, 'end-users', people(n), { name: `people${n}.csv` }));
  for (const message of shared) await answer(message, /1 new/);
  await exported(dana, 'end-users', `/endusers export ${acme}`);
  await idle();
  expect(historyCalls(fake)).toBe(0);
});

it('finds the message of a run that broke off, page by page from where it was, and posts it once', async () => {
  const { fake, addOrganization, applied, command, share, idle } = await startTestApp({
    outsideMarketplace: { historyPauseMs: 1_000 },
  });
  const dana = fake.member('dana');
  const channel = 'end-users';
  const acme = await addOrganization(dana, 'Acme Ltd');
  await applied(dana, await share(dana, channel, `customer_id,name\n${acme},Ana\n`));
  const before = historyCalls(fake);
  fake.faults.add({ method: 'chat.postMessage', answer: { acceptThenFail: true } });
  await command(dana, channel, `/endusers export ${acme}`);
  const isExport = ({ ts, threadTs = ts, botId }: Message) => botId !== undefined && threadTs === ts;
  await fake.until(() => fake.messages(channel).find(isExport), { what: 'the first message of the export' });
  for (let n = 0; n < 40; n++) await dana.post({ channel, text: `talk ${n}` });
  await fake.until(() => fake.messages(channel).find(({ text }) => text.startsWith('✅')), {
    what: 'its end',
  });
  await idle();
  expect(fake.messages(channel).filter(isExport)).toHaveLength(1);
  // Three pages of 15, each read once; a refused call is repeated after a second.
  expect(historyCalls(fake) - before).toBeLessThanOrEqual(8);
  expect(historyCalls(fake) - before).toBeGreaterThanOrEqual(1);
});

it('finds a message that was posted after a search in vain', async () => {
  const { fake, addOrganization, command, idle } = await startTestApp({
    outsideMarketplace: { historyPauseMs: 500 },
  });
  const dana = fake.member('dana');
  const channel = 'end-users';
  const acme = await addOrganization(dana, 'Acme Ltd');
  for (let n = 0; n < 40; n++) await dana.post({ channel, text: `talk ${n}` });
  fake.faults.add({ method: 'chat.postMessage', answer: 'reset' });
  fake.faults.add({ method: 'chat.postMessage', answer: { acceptThenFail: true } });
  await command(dana, channel, `/endusers export ${acme}`);
  await fake.until(() => fake.messages(channel).find(({ text }) => text.startsWith('✅')), {
    what: 'the end of the export',
  });
  await idle();
  const own = ({ ts, threadTs = ts, botId }: Message) => botId !== undefined && threadTs === ts;
  expect(fake.messages(channel).filter(own)).toHaveLength(1);
}, 180_000);

it('looks for nothing where Slack refused the message', async () => {
  const { fake, addOrganization, answer, share, idle } = await startTestApp({
    outsideMarketplace: { historyPauseMs: 60_000 },
  });
  const dana = fake.member('dana');
  const acme = await addOrganization(dana, 'Acme Ltd');
  fake.faults.add({ method: 'chat.postMessage', answer: { status: 429, retryAfter: 1 } });
  const shared = await share(dana, 'end-users', `customer_id,name\n${acme},Ana\n`);
  await answer(shared, /1 new/);
  await idle();
  expect(historyCalls(fake)).toBe(0);
});

it('posts nothing where the message that began the thread was deleted before the first reply', async () => {
  const { fake, addOrganization, share, idle } = await startTestApp({
    outsideMarketplace: { historyPauseMs: 60_000 },
  });
  const dana = fake.member('dana');
  const channel = 'end-users';
  const acme = await addOrganization(dana, 'Acme Ltd');
  fake.faults.add({ method: 'chat.getPermalink', answer: { delayMs: 1_000 } });
  const shared = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
  await dana.erase(shared);
  await idle();
  expect(fake.messages(channel).filter(({ botId }) => botId !== undefined)).toEqual([]);
  expect(historyCalls(fake)).toBe(0);
});
