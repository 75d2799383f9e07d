// The setting `second person above`: no member changes more end users alone within a day, however they go about it.
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Driver, Message } from '../../playground/fake-slack/fake-slack.ts';
import { channel, endUserForms, textOf } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const underTest = await startTestApp();
const { fake, app, db, addOrganization, agreed, answer, applied, botsIn, command } = underTest;
const { exported, idle, postedFile, share } = underTest;
const { adding, editing } = endUserForms(underTest);
/** A Slack admin, and so an admin here. */
const dana = fake.member('dana');
const lee = fake.member('lee');
const mia = fake.member('mia');
const limit = 5;
const mention = `<@${fake.app().botUserId}>`;
const needsSecond = /A second person has to apply this/;
const refusal = /needs a second person, so your click changed nothing/;
let acme: number;
/** End users that exist. */
let ids: string[];
let people = 0;

const set = (change: string, by = dana) => command(by, channel, `/endusers settings ${change}`);

/** A file of new end users, whom nobody looks like. */
function newPeople(count: number): string {
  const rows = Array.from({ length: count }, () => `${acme},Person ${++people},p${people}@x.example\n`);
  return `customer_id,name,email\n${rows.join('')}`;
}

/** A file that changes existing end users. */
const titles = (count: number, title: string): string =>
  `contact_id,title\n${ids
    .slice(0, count)
    .map((id) => `${id},${title}\n`)
    .join('')}`;

const planOf = (shared: Message) => answer(shared, /\[ Apply to/);

/** How many end users exist, and how often one was changed. */
async function written(): Promise<number> {
  await idle();
  const [row] = await db.execute<{ count: number }>(sql`
    select ((select count(*) from end_user) + (select count(*) from change))::integer as count`);
  return row!.count;
}

/** Clicks a button, and resolves with the private answer to that. */
async function reply(member: Driver, message: Message, text: RegExp | string): Promise<Message> {
  const known = new Set(member.ephemerals().map(({ ts }) => ts));
  await member.click(message, { text });
  return fake.until(() => member.ephemerals().find(({ ts }) => !known.has(ts)), { what: 'the answer' });
}

/** Expects that the member can't apply the plan, and that the click changes nothing. */
async function isRefused(member: Driver, plan: Message): Promise<void> {
  const before = await written();
  expect((await reply(member, plan, /^Apply to/)).text).toMatch(refusal);
  expect(await written()).toBe(before);
}

/** Expects that another member can. */
async function appliedBy(member: Driver, shared: Message): Promise<void> {
  await member.click(await planOf(shared), { text: /^Apply to/ });
  await answer(shared, new RegExp(`Applied by <@${member.id}>`));
}

/** What anyone did before counts for nobody from now on. */
const aDayLater = () => db.execute(sql`update operation set at = at - interval '25 hours'`);

beforeAll(async () => {
  acme = await addOrganization(dana, 'Acme Ltd');
  await applied(dana, await share(dana, channel, newPeople(8)));
  const { text } = await exported(dana, channel, `/endusers export ${acme}`);
  ids = text
    .split('\r\n')
    .slice(1, 9)
    .map((line) => line.split(',')[1]!);
});

beforeEach(async () => {
  await set(`second person above ${limit}`);
  await set('apply after approval');
  await db.execute(sql`update workspace set second_person_loosened = null`);
  await aDayLater();
});

describe('a plan above the limit', () => {
  test('can’t be applied by the member who shared the file, says who can, and is applied by another one', async () => {
    const shared = await share(lee, channel, newPeople(6));
    const plan = await planOf(shared);
    expect(plan.text).toMatch(needsSecond);
    expect(plan.text).toContain(`<@${lee.id}> would come to 6 end users changed alone within 24 hours`);
    expect(plan.text).toContain('Every other member of this workspace can apply it');
    await isRefused(lee, plan);
    await appliedBy(dana, shared);
    // What two members agreed on counts for neither of them.
    await applied(lee, await share(lee, channel, newPeople(5)));
    await applied(dana, await share(dana, channel, newPeople(5)));
  });

  test('can’t be applied by an admin who shared the file either', async () => {
    const shared = await share(dana, channel, newPeople(6));
    await isRefused(dana, await planOf(shared));
    await appliedBy(lee, shared);
  });

  test('names those who can, and how to grant someone a role where nobody has one', async () => {
    await command(dana, channel, `/endusers access grant <@${lee.id}> edit`);
    await set('default role none');
    try {
      const alone = await planOf(await share(lee, channel, newPeople(6)));
      expect(alone.text).toMatch(
        /Nobody else has a role for that yet\. Other Slack admins and owners can apply it/,
      );
      expect(alone.text).toContain('access grant @member edit');
      expect((await reply(lee, alone, /^Apply to/)).text).toContain('access grant @member edit');
      await command(dana, channel, `/endusers access grant <@${mia.id}> edit`);
      const named = await planOf(await share(lee, channel, newPeople(6)));
      expect(named.text).toContain(`<@${mia.id}> can apply it, and so can other Slack admins and owners`);
    } finally {
      await set('default role edit');
    }
  });

  test('up to the limit, one member is enough, and a day later again', async () => {
    const shared = await share(lee, channel, newPeople(limit));
    expect((await planOf(shared)).text).not.toMatch(needsSecond);
    await applied(lee, shared);
    await isRefused(lee, await planOf(await share(lee, channel, newPeople(1))));
    await aDayLater();
    await applied(lee, await share(lee, channel, newPeople(1)));
  });
});

describe('no way around it:', () => {
  test('several files, one after another', async () => {
    await applied(lee, await share(lee, channel, newPeople(3)));
    const second = await share(lee, channel, newPeople(3));
    const plan = await planOf(second);
    expect(plan.text).toContain('come to 6 end users');
    await isRefused(lee, plan);
    await appliedBy(dana, second);
  });

  test('several files of one message, with one click on all of them', async () => {
    const files = [3, 3].map((count, at) => ({ name: `part-${at}.csv`, content: newPeople(count) }));
    const shared = await lee.share({ channel, files });
    const last = await answer(shared, /Apply all 2 plans/);
    const before = await written();
    const { text } = await reply(lee, last, 'Apply all 2 plans');
    expect(text).toContain('1 of 2 plans are being applied');
    expect(text).toMatch(/1 plan needs a second person: you would come to 6 end users/);
    expect(await written()).toBe(before + 3);
    // The plan that is left says so now, although it was within the limit before.
    await fake.until(() => botsIn(shared).find((message) => needsSecond.test(message.text)));
  });

  test('the same end users again and again', async () => {
    await applied(lee, await share(lee, channel, titles(3, 'First')));
    await isRefused(lee, await planOf(await share(lee, channel, titles(3, 'Second'))));
    await isRefused(lee, await planOf(await share(lee, channel, titles(3, 'Third'))));
  });

  test('rows with problems, fixed later', async () => {
    const good = newPeople(3);
    const shared = await share(
      lee,
      channel,
      `${good}${[1, 2, 3].map((at) => `${acme},Bad ${at},nope\n`).join('')}`,
    );
    await applied(lee, shared);
    const problems = await (await postedFile(shared, /problems/)).text();
    const fixed = problems.replaceAll(/,nope/g, ',');
    await isRefused(lee, await planOf(await share(lee, channel, fixed, { name: 'fixed.csv' })));
  });

  test('an undo and a redo, which wait until another member wants them as well', async () => {
    const shared = await share(lee, channel, newPeople(3));
    const result = await applied(lee, shared);
    const before = await written();
    const asked = await reply(lee, result, 'Undo');
    expect(asked.text).toMatch(/I have noted that you want to undo import \d+\. Nothing was changed yet/);
    await fake.until(() => fake.now(result)!.text.includes(`<@${lee.id}> asks to undo this`));
    // Asking twice is not two members.
    await reply(lee, result, 'Undo');
    expect(await written()).toBe(before);
    await mia.click(result, { text: 'Undo' });
    const undone = await answer(shared, /↩️ Undone/);
    expect(undone.text).toContain(`Undone by <@${mia.id}>, as <@${lee.id}> asked, in`);
    const id = /import (\d+)/.exec(undone.text)![1];
    expect(await agreed(lee, channel, `/endusers redo ${id}`)).toMatch(/you want to redo import/);
    await dana.click(await answer(shared, /asks to redo this/), { text: 'Redo' });
    await answer(shared, new RegExp(`Applied again by <@${dana.id}>, as <@${lee.id}> asked`));
  });

  test('changes by hand, one by one: forms, archiving, and restoring', async () => {
    await set('second person above 2');
    for (const title of ['One', 'Two']) {
      const done = await lee.submit(await editing(lee, Number(ids[0])), { title });
      expect(textOf(done.view)).toContain('1 field');
    }
    const before = await written();
    const form = await editing(lee, Number(ids[0]));
    const refused = await lee.submit(form, { title: 'Three' });
    expect(JSON.stringify(refused.errors)).toMatch(/Nothing was changed: you would come to 3 end users/);
    expect(JSON.stringify(refused.errors)).toContain(
      'Every other member of this workspace can make this change',
    );
    const added = await lee.submit(await adding(lee), { name: 'New by hand' });
    expect(JSON.stringify(added.errors)).toContain('Nothing was changed');
    expect(await command(lee, channel, `/endusers archive ${ids[1]}`)).toContain('Nothing was changed');
    expect(await written()).toBe(before);
    expect(await command(mia, channel, `/endusers archive ${ids[1]}`)).toContain('Archived');
    expect(await command(mia, channel, `/endusers restore ${ids[1]}`)).toContain('Restored');
    expect(await command(mia, channel, `/endusers archive ${ids[1]}`)).toContain('Nothing was changed');
  });

  test('commands that are typed as messages', async () => {
    await set('second person above 1');
    const said = () => fake.messages(lee.directMessages()).filter(({ botId }) => botId);
    for (const [line, result] of [
      [`archive ${ids[4]}`, /Archived/],
      [`restore ${ids[4]}`, /Nothing was changed: you would come to 2 end users/],
    ] as const) {
      lee.post({ channel: lee.directMessages(), text: line });
      await fake.until(() => said().find(({ text }) => result.test(text)), {
        what: `the answer to ${line}`,
        timeoutMs: 15_000,
      });
    }
    expect(await command(mia, channel, `/endusers restore ${ids[4]}`)).toContain('Restored');
  });

  test('a bit by hand, a bit by file', async () => {
    await command(lee, channel, `/endusers archive ${ids[2]}`);
    await command(lee, channel, `/endusers restore ${ids[2]}`);
    await isRefused(lee, await planOf(await share(lee, channel, newPeople(4))));
    await applied(lee, await share(lee, channel, newPeople(3)));
    expect(await command(lee, channel, `/endusers archive ${ids[2]}`)).toContain(
      'you would come to 6 end users',
    );
  });

  test('the setting that applies plans at once', async () => {
    await set('apply at once');
    await answer(await share(lee, channel, newPeople(3)), /Applied automatically/);
    const before = await written();
    const plan = await planOf(await share(lee, channel, newPeople(3)));
    expect(plan.text).toMatch(needsSecond);
    expect(await written()).toBe(before);
    await isRefused(lee, plan);
  });

  test('several files at once with that setting', async () => {
    await set('apply at once');
    const before = await written();
    const files = [3, 3, 3].map((count, at) => ({ name: `at-once-${at}.csv`, content: newPeople(count) }));
    await lee.share({ channel, files });
    expect(await written()).toBe(before + 3);
  });

  test('a file in the name of someone else: forwarded, posted by an app, or left by a colleague', async () => {
    const colleagues = await share(mia, mia.directMessages(), newPeople(6));
    const forwarded = lee.forward(colleagues, { channel, text: mention });
    await isRefused(lee, await planOf(forwarded));

    const files = [{ name: 'joiners.csv', content: newPeople(6) }];
    const posted = await dana.share({ channel, byWorkflow: true, files });
    await lee.click(await answer(posted, /a member has to import it/), { text: 'Import this' });
    await isRefused(lee, await planOf(posted));

    const left = await share(mia, channel, newPeople(6).replace('customer_id', 'shelf'), {
      name: 'left.csv',
    });
    await idle();
    expect(botsIn(left)).toEqual([]);
    lee.post({ channel, threadTs: left.ts, text: `${mention} org ${acme}` });
    const taken = await planOf(left);
    await isRefused(lee, taken);
    await isRefused(mia, taken);
    await appliedBy(dana, left);
  });

  test('a choice that archives everybody who is not in the file of a colleague', async () => {
    const shared = await share(dana, channel, titles(1, `Roster ${people}`), { text: 'roster Acme Ltd' });
    const plan = await planOf(shared);
    expect(plan.text).not.toMatch(needsSecond);
    await lee.select(plan, { actionId: 'choose-leavers', option: 'Archive them' });
    await answer(shared, needsSecond);
    await isRefused(lee, plan);
    await isRefused(dana, plan);
  });

  test('two clicks at the same moment', async () => {
    for (const shared of [await share(lee, channel, newPeople(3)), await share(lee, channel, newPeople(3))])
      await planOf(shared);
    // A click to send again, on the buttons of the two plans.
    await reply(lee, await planOf(await share(lee, channel, newPeople(6))), /^Apply to/);
    const click = lastClick(fake);
    const waiting = await db.execute<{ value: string }>(sql`
      select id || '.' || plan_number as value from import where state = 'planned' and requested_by = ${lee.id}
        and (plan ->> 'created')::integer = 3 order by id desc limit 2`);
    const before = await written();
    await Promise.all(waiting.map(({ value }) => sendClick(fake, app.port, click, { value })));
    expect(await written()).toBe(before + 3);
  });

  test('many changes by hand at the same moment', async () => {
    await set('second person above 2');
    const before = await written();
    await Promise.all(ids.slice(4, 8).map((id) => lee.command(channel, `/endusers archive ${id}`)));
    expect(await written()).toBe(before + 2);
    for (const id of ids.slice(4, 8)) {
      await command(dana, channel, `/endusers restore ${id}`);
      await aDayLater();
    }
  });

  test('other places: results, a direct message, and the private plan', async () => {
    const shared = await share(lee, channel, newPeople(6));
    const plan = await planOf(shared);
    const [row] = await db.execute<{ id: number }>(sql`select max(id)::float8 as id from import`);
    expect(await command(lee, channel, `/endusers results ${row!.id}`)).toMatch(needsSecond);
    await isRefused(lee, lee.ephemerals().at(-1)!);
    await isRefused(lee, plan);

    const direct = await share(lee, lee.directMessages(), newPeople(6));
    await isRefused(lee, await planOf(direct));
    const [own] = await db.execute<{ id: number }>(sql`select max(id)::float8 as id from import`);
    await command(dana, channel, `/endusers results ${own!.id}`);
    await dana.click(dana.ephemerals().at(-1)!, { text: /^Apply to/ });
    await answer(direct, new RegExp(`Applied by <@${dana.id}>`));
  });

  test('parts that are left out of the plan and put back', async () => {
    const shared = await share(
      lee,
      channel,
      `contact_id,customer_id,name,email,title\n${ids[0]},,,,Chief ${people}\n${newPeople(5)
        .split('\n')
        .slice(1, 6)
        .map((row) => `,${row},\n`)
        .join('')}`,
    );
    const plan = await planOf(shared);
    expect(plan.text).toMatch(needsSecond);
    await lee.click(plan, { text: 'Leave out…' });
    const form = await fake.until(() => lee.modal(), { what: 'the form' });
    await lee.submit(form, { 'leave-out-fields': ['title'] });
    await answer(shared, /Apply to 5 end users/);
    expect(fake.now(plan)!.text).not.toMatch(needsSecond);
    await lee.click(plan, { text: 'Put back' });
    await answer(shared, /Apply to 6 end users/);
    await isRefused(lee, plan);
  });

  test('the setting itself: whoever raises it is bound by the number before, and the others hear of it', async () => {
    await command(dana, channel, `/endusers access grant <@${mia.id}> admin`);
    await set('second person above off');
    const told = () =>
      fake.messages(mia.directMessages()).find(({ text }) => text.includes('turned off the setting'));
    expect((await fake.until(told)).text).toContain(
      `<@${dana.id}> turned off the setting second person above, which was 5`,
    );
    expect(await set('')).toContain(`<@${dana.id}> last raised`);
    const shared = await share(dana, channel, newPeople(6));
    const plan = await planOf(shared);
    expect(plan.text).toMatch(needsSecond);
    await isRefused(dana, plan);
    await set('second person above 1000');
    await set('second person above off');
    await isRefused(dana, plan);
    await appliedBy(lee, shared);
    // Who didn't turn it off may use that.
    await applied(lee, await share(lee, channel, newPeople(6)));
    await command(dana, channel, `/endusers access revoke <@${mia.id}>`);
  });

  test('an approval of the plan before', async () => {
    const shared = await share(lee, channel, titles(6, `Before ${people}`));
    const plan = await planOf(shared);
    await db.execute(sql`
      with operation as (
        insert into operation (workspace_id, kind, by)
        select workspace_id, 'hand', 'U0HAND' from end_user where id = ${ids[0]}::bigint
      )
      update end_user set title = 'Meanwhile' where id = ${ids[0]}::bigint`);
    await dana.click(plan, { text: /^Apply to/ });
    await answer(shared, /🔄[\s\S]*A second person has to apply this/);
    await isRefused(lee, plan);
    await appliedBy(mia, shared);
  });

  test('archiving and restoring by file', async () => {
    const list = `contact_id\n${ids.slice(0, 6).join('\n')}\n`;
    const archived = await share(lee, channel, list, { text: 'archive' });
    await isRefused(lee, await planOf(archived));
    await appliedBy(dana, archived);
    const restored = await share(lee, channel, list, { text: 'restore' });
    await isRefused(lee, await planOf(restored));
    await appliedBy(dana, restored);
  });
});

test('with 0, every plan takes two members, and nothing is changed by hand', async () => {
  await set('second person above 0');
  const shared = await share(lee, channel, newPeople(1));
  await isRefused(lee, await planOf(shared));
  await appliedBy(dana, shared);
  const text = await command(lee, channel, `/endusers archive ${ids[3]}`);
  expect(text).toMatch(/Nothing was changed[\s\S]*share it as a CSV file, which another member can apply/);
  expect(text).not.toContain('can make this change');
});

test('while it is off, members do everything alone', async () => {
  await db.execute(sql`update workspace set second_person_above = null`);
  const shared = await share(lee, channel, newPeople(20));
  await applied(lee, shared);
  await lee.click(await answer(shared, /Applied by/), { text: 'Undo' });
  await answer(shared, /↩️ Undone/);
});
