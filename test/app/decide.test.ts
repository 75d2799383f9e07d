// Decisions on a plan: made once, whoever clicks how often, and only on the plan that the member saw.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Driver } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const { app, fake, addOrganization, answer, applied, botsIn, db, exported, idle, privately, share } =
  await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

let people = 0;
const oneNew = () => `customer_id,name\n${acme},Person ${++people}\n`;

async function addEndUser(name: string): Promise<string | undefined> {
  await applied(dana, await share(dana, channel, `customer_id,name,title\n${acme},${name},Clerk\n`));
  const { text } = await exported(dana, channel, `/endusers export ${acme}`);
  return new RegExp(`(\\d+),${name}`).exec(text)?.[1];
}

async function isTold(member: Driver, sentence: string): Promise<void> {
  await fake.until(() => member.ephemerals().at(-1)?.text.includes(sentence), { what: sentence });
}

async function countEndUsers(): Promise<number> {
  const [counted] = await db.execute(sql`select count(*)::integer as all from end_user`);
  return counted?.all as number;
}

describe('an applied import', () => {
  it('names the member who applied it, in the message of the plan', async () => {
    const shared = await share(dana, channel, oneNew());
    const plan = await answer(shared, /1 new/);
    await lee.click(plan, { text: 'Apply to 1 end user' });
    const result = await answer(shared, /1 created/);
    expect(result.ts).toBe(plan.ts);
    expect(result.text).toContain(`<@${lee.id}>`);
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('is applied once when the event of the share comes twice', async () => {
    const before = await countEndUsers();
    const shared = await share(dana, channel, oneNew());
    await fake.settled();
    const { payload } = fake.deliveries().findLast(({ kind }) => kind === 'events_api')!;
    await Promise.all([fake.repeatEvent(payload), fake.repeatEvent(payload)]);
    await applied(dana, shared);
    await fake.repeatEvent(payload);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
    expect(await countEndUsers()).toBe(before + 1);
  });

  it('is applied once when two members click at the same time, and the slower one reads who was faster', async () => {
    const before = await countEndUsers();
    const shared = await share(dana, channel, oneNew());
    const plan = await answer(shared, /1 new/);
    const known = [...dana.ephemerals(), ...lee.ephemerals()].length;
    await Promise.all([dana, lee].map((member) => member.click(plan, { text: /^Apply/ })));
    const result = await answer(shared, /1 created/);
    const faster = result.text.includes(`<@${dana.id}>`) ? dana : lee;
    const slower = faster === dana ? lee : dana;
    const told = await privately(slower, /was already decided/);
    expect(told.text).toContain(`by <@${faster.id}>`);
    await idle();
    expect([...dana.ephemerals(), ...lee.ephemerals()]).toHaveLength(known + 1);
    expect(await countEndUsers()).toBe(before + 1);
  });

  it('is applied once when a member clicks five times', async () => {
    const before = await countEndUsers();
    const shared = await share(dana, channel, oneNew());
    const plan = await answer(shared, /1 new/);
    await Promise.all([1, 2, 3, 4, 5].map(() => dana.click(plan, { text: /^Apply/ })));
    await answer(shared, /1 created/);
    await idle();
    expect(await countEndUsers()).toBe(before + 1);
  });
});

describe('canceling', () => {
  it('changes nothing and names the member', async () => {
    const before = await countEndUsers();
    const shared = await share(dana, channel, oneNew());
    await lee.click(await answer(shared, /1 new/), { text: 'Cancel' });
    const canceled = await answer(shared, /Canceled/);
    expect(canceled.text).toContain(`<@${lee.id}>`);
    expect(canceled.text).toContain('Nothing was changed');
    await idle();
    expect(await countEndUsers()).toBe(before);
    const stage = `staging.row_${/import (\d+)/.exec(canceled.text)?.[1]}`;
    expect(await db.execute(sql`select to_regclass(${stage}) as stage`)).toEqual([{ stage: null }]);
  });

  it('and applying at the same time does only one of them, and the other member is told', async () => {
    const before = await countEndUsers();
    const shared = await share(dana, channel, oneNew());
    const plan = await answer(shared, /1 new/);
    await Promise.all([dana.click(plan, { text: 'Cancel' }), lee.click(plan, { text: /^Apply/ })]);
    const outcome = await answer(shared, /Canceled|1 created/);
    await idle();
    const isApplied = outcome.text.includes('1 created');
    expect(await countEndUsers()).toBe(before + (isApplied ? 1 : 0));
    await privately(isApplied ? dana : lee, /was already decided/);
  });

  it('an applied plan is answered with the member who applied it', async () => {
    const shared = await share(dana, channel, oneNew());
    await lee.click(await answer(shared, /1 new/), { text: /^Apply/ });
    await answer(shared, /1 created/);
    await sendClick(fake, app.port, lastClick(fake), { actionId: 'cancel-import' });
    await isTold(lee, `was already decided by <@${lee.id}>: ✅ 1 created`);
  });

  it('is final: a later click on Apply is answered with the member who canceled', async () => {
    const before = await countEndUsers();
    const shared = await share(dana, channel, oneNew());
    await dana.click(await answer(shared, /1 new/), { text: 'Cancel' });
    await answer(shared, /Canceled/);
    await sendClick(fake, app.port, lastClick(fake), { actionId: 'apply-import' });
    await isTold(dana, `was already decided by <@${dana.id}>: ✋ canceled`);
    await idle();
    expect(await countEndUsers()).toBe(before);
  });
});

describe('an outdated plan', () => {
  it('is not applied: a new plan with an explanation takes its place, and can be applied', async () => {
    const id = await addEndUser('Mover');
    const first = await share(dana, channel, `contact_id,title\n${id},CTO\n`);
    const plan = await answer(first, /1 updated/);
    await applied(lee, await share(lee, channel, `contact_id,title\n${id},Chief\n`));
    await dana.click(plan, { text: /^Apply/ });
    const renewed = await answer(first, /data changed after the previous plan was shown/);
    expect(renewed.ts).toBe(plan.ts);
    expect(fake.text(renewed)).toMatch(/│ title +│ Chief +│ CTO/);
    const after = await exported(dana, channel, `/endusers export ${acme}`);
    expect(after.text).toContain('Mover,Chief');
    await applied(dana, first);
    expect((await exported(dana, channel, `/endusers export ${acme}`)).text).toContain('Mover,CTO');
  });

  it('is not applied by a click on a message that still shows the old plan', async () => {
    const id = await addEndUser('Stayer');
    const shared = await share(dana, channel, `contact_id,title\n${id},CTO\n`);
    const plan = await answer(shared, /1 updated/);
    await applied(lee, await share(lee, channel, `contact_id,title\n${id},Chief\n`));
    await dana.click(plan, { text: /^Apply/ });
    const old = lastClick(fake);
    await answer(shared, /data changed after the previous plan was shown/);
    await idle();
    await sendClick(fake, app.port, old);
    await isTold(dana, 'is out of date');
    await idle();
    expect((await answer(shared, /data changed after the previous plan/)).text).toContain(
      'Apply to 1 end user',
    );
  });

  it('is not applied by a click with a made-up value', async () => {
    const shared = await share(dana, channel, oneNew());
    await dana.click(await answer(shared, /1 new/), { text: 'Cancel' });
    for (const value of ['', '1', '1.2.3', '-1.1', "1'.1", '99999999999999999999.1', '4711.1']) {
      const answered = await sendClick(fake, app.port, lastClick(fake), { actionId: 'apply-import', value });
      expect(answered.status).toBe(200);
    }
  });

  it('is not outdated by changes to other end users', async () => {
    const shared = await share(dana, channel, oneNew());
    const plan = await answer(shared, /1 new/);
    await applied(lee, await share(lee, channel, oneNew()));
    await dana.click(plan, { text: /^Apply/ });
    await answer(shared, /1 created/);
  });
});
