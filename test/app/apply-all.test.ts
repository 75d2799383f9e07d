// Several files in one message: one button approves all plans that are still as the member saw them.
import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, botsIn, command, idle, privately } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

afterEach(() => dana.command(channel, '/endusers settings default role edit'));

const shareFiles = (...names: string[]) =>
  dana.share({
    channel,
    files: names.map((name) => ({
      name: `${name}.csv`,
      content: `customer_id,name,email,title\n${acme},${name},,CTO\n${acme},${name} 2,nope,\n`,
    })),
  });

const planOf = (shared: Message, name: string) =>
  botsIn(shared).find(({ text }) => text.includes(`${name}.csv ·`) && /Apply to 1 end user/.test(text));

/** Waits for all plans, and resolves with the message that has the button. */
async function withButton(shared: Message, label: string): Promise<Message> {
  const holders = () => botsIn(shared).filter(({ text }) => text.includes(`[ ${label} ]`));
  const [message] = await fake.until(() => (holders().length === 1 ? holders() : undefined), { what: label });
  return message!;
}

const applied = (shared: Message) => botsIn(shared).filter(({ text }) => text.includes('1 created'));
const hasNoButton = (shared: Message) => botsIn(shared).every(({ text }) => !text.includes('Apply all'));

it('applies all plans of the message, in the name of the member who clicked', async () => {
  const shared = await shareFiles('Ana', 'Bo', 'Cy', 'Dee');
  const message = await withButton(shared, 'Apply all 4 plans');
  await lee.click(message, { text: 'Apply all 4 plans' });
  await fake.until(() => applied(shared).length === 4);
  expect(applied(shared).every(({ text }) => text.includes(`Applied by <@${lee.id}>`))).toBe(true);
  await idle();
  expect(hasNoButton(shared)).toBe(true);
});

it('is kept up to date while plans are decided one by one', async () => {
  const shared = await shareFiles('Eve', 'Fay', 'Gil');
  await withButton(shared, 'Apply all 3 plans');
  await dana.click(await fake.until(() => planOf(shared, 'Gil')), { text: 'Cancel' });
  const message = await withButton(shared, 'Apply all 2 plans');
  await dana.click(await fake.until(() => planOf(shared, 'Eve')), { text: /^Apply to/ });
  await fake.until(() => hasNoButton(shared));
  expect(message.text).toContain('Fay.csv');
});

it('skips plans that the member did not see, and says so', async () => {
  const shared = await shareFiles('Hal', 'Ida', 'Jon');
  const seen = await withButton(shared, 'Apply all 3 plans');
  const ida = await fake.until(() => planOf(shared, 'Ida'), { what: 'the plan of Ida.csv' });
  // The message with the button is not updated in time.
  const late = { status: 429, retryAfter: 1 };
  fake.faults.add({ method: 'chat.update', times: Infinity, when: ({ ts }) => ts === seen.ts, answer: late });
  await dana.click(ida, { text: 'Leave out…' });
  const form = await fake.until(() => dana.modal(), { what: 'the form' });
  await dana.submit(form, { 'leave-out-fields': ['title'] });
  await fake.until(() => fake.now(ida)?.text.includes('Left out by'));
  await dana.click(seen, { text: 'Apply all 3 plans' });
  const reply = await privately(dana, /2 of 3 plans are being applied/);
  expect(reply.text).toMatch(/Ida\.csv/);
  fake.faults.clear();
  await fake.until(() => applied(shared).length === 2);
});

it('is only for members who may decide on imports', async () => {
  const shared = await shareFiles('Kim', 'Lou');
  const message = await withButton(shared, 'Apply all 2 plans');
  await command(dana, channel, '/endusers settings default role none');
  await lee.click(message, { text: 'Apply all 2 plans' });
  await privately(lee, /You need the role edit/);
  await idle();
  expect(applied(shared)).toEqual([]);
});

it('is not there for one file', async () => {
  const shared = await shareFiles('Mia');
  await fake.until(() => planOf(shared, 'Mia'));
  await idle();
  expect(hasNoButton(shared)).toBe(true);
});
