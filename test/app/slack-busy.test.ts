// Slack has too many calls of the app while a member waits: the member reads when to try again.
import { sql } from 'drizzle-orm';
import { afterEach, expect, it, vi } from 'vitest';
import { startTestApp } from './running-app.ts';

const { db, fake, addOrganization, answer, command, privately, share } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
afterEach(() => {
  fake.faults.clear();
  vi.restoreAllMocks();
});
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

it('for a form that is submitted, which stays with what was typed', async () => {
  const lee = fake.member('lee');
  await command(lee, 'end-users', '/endusers add');
  const form = await fake.until(() => lee.modal());
  busy('users.info');
  // A minute later, the app asks again who the member is.
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
  const sent = await lee.submit(form, { name: 'Typed By Lee' });
  expect(Object.values(sent.errors)).toEqual([
    '⏳ Slack is busy. Nothing was done. Please try again in 7 s.',
  ]);
  expect(lee.modal()?.id).toBe(form.id);
  fake.faults.clear();
  const { view } = await lee.submit(form, { name: 'Typed By Lee' });
  expect(JSON.stringify(view?.content.blocks)).toContain('Typed By Lee');
});

it('for a role to revoke, which the member keeps', async () => {
  const lou = fake.addMember({ name: 'lou' });
  await command(dana, 'end-users', `/endusers access grant @lou edit`);
  const now = Date.now.bind(Date);
  vi.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
  fake.faults.add({
    method: 'users.info',
    times: Infinity,
    when: ({ user }) => user !== dana.id,
    answer: { status: 429, retryAfter: 7 },
  });
  const text = await command(dana, 'end-users', `/endusers access revoke @lou`);
  expect(text).toContain('Nothing was done');
  expect(await db.execute(sql`select role from access where member_id = ${lou.id}`)).toEqual([
    { role: 'edit' },
  ]);
});

it('for a form that can’t be opened', async () => {
  busy('views.open');
  const text = await command(dana, 'end-users', '/endusers add');
  expect(text).toContain('try again in 7 s');
});
