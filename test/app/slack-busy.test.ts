// Slack has too many calls of the app while a member waits: the member reads when to try again.
import { afterEach, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, command, privately, share } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
afterEach(() => fake.faults.clear());
const busy = (method: string) =>
  fake.faults.add({ method, times: Infinity, answer: { status: 429, retryAfter: 7 } });

it('for a command', async () => {
  busy('users.info');
  const text = await command(fake.member('lee'), 'end-users', '/endusers orgs');
  expect(text).toContain('Slack is busy. Nothing was done.');
  expect(text).toContain('try again in 7 s');
  expect(text).not.toContain('something broke');
});

it('for a click', async () => {
  const plan = await answer(await share(dana, 'end-users', `customer_id,name\n${acme},Ana\n`), /1 new/);
  busy('users.info');
  const cleo = fake.member('lee');
  await cleo.click(plan, { text: /^Apply/ });
  expect((await privately(cleo, /busy/)).text).toContain('try again in 7 s');
});

it('for a form that can’t be opened', async () => {
  busy('views.open');
  const text = await command(dana, 'end-users', '/endusers add');
  expect(text).toContain('try again in 7 s');
});
