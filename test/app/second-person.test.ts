// The setting `second person above`: no member changes more end users alone within a day, however they go about it.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Driver, Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const underTest = await startTestApp();
const { fake, db, addOrganization, answer, applied, command, idle, share } = underTest;
/** A Slack admin, and so an admin here; two members; */
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const limit = 5;
let people = 0;

const set = (change: string, by = dana) => command(by, channel, `/endusers settings ${change}`);

/** New end users, whom nobody looks like. */
const newPeople = (count: number) =>
  `customer_id,name,email\n${Array.from({ length: count }, () => `${acme},Person ${++people},p${people}@x.example\n`).join('')}`;

const plan = (shared: Message) => answer(shared, /Apply to/);
const needsSecond = /A second person has to apply this/;

/** How many end users exist, and how many were ever changed. */
async function written(): Promise<number> {
  await idle();
  const [row] = await db.execute<{ count: number }>(sql`
    select ((select count(*) from end_user) + (select count(*) from change))::integer as count`);
  return row!.count;
}

/** Clicks Apply on the plan, and resolves with the private answer to that. */
async function refused(member: Driver, shown: Message): Promise<string> {
  const known = member.ephemerals().length;
  await member.click(shown, { text: /^Apply to/ });
  const reply = await fake.until(() => member.ephemerals()[known], { what: 'the answer to Apply' });
  return reply.text;
}

/** What anyone did before counts for nobody from now on, as if a day had passed. */
const aDayLater = () => db.execute(sql`update operation set at = at - interval '25 hours'`);

beforeEach(async () => {
  await set(`second person above ${limit}`);
  await db.execute(sql`update workspace set second_person_loosened = null`);
  await aDayLater();
});

afterEach(() => set('apply after approval'));

test('the member who shared a large file can’t apply it, and the plan says who can', async () => {
  const shared = await share(lee, channel, newPeople(6));
  const shown = await plan(shared);
  await fake.until(() => needsSecond.test(fake.now(shown)!.text));
  expect(shown.text).toContain(`<@${lee.id}> would come to 6 end users changed alone within 24 hours`);
  expect(shown.text).toContain('Every other member of this workspace can apply it');
  const before = await written();
  expect(await refused(lee, shown)).toMatch(/needs a second person, so your click changed nothing/);
  expect(await written()).toBe(before);
  await dana.click(shown, { text: /^Apply to/ });
  await answer(shared, new RegExp(`Applied by <@${dana.id}>.*6 created`));
});

test('up to the limit, one member is enough', async () => {
  const shared = await share(lee, channel, newPeople(5));
  expect((await plan(shared)).text).not.toMatch(needsSecond);
  await applied(lee, shared);
});
