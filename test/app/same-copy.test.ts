// Members use copies of exports as they do: the same one twice, renamed, and in the thread of another export.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { startTestApp } from './running-app.ts';

const { db, fake, addOrganization, answer, applied, exported, share } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta Inc');
await applied(
  dana,
  await share(
    dana,
    channel,
    `customer_id,name,email,title\n${acme},Ana Núñez,ana@x.example,Engineer\n${acme},Bo Li,bo@x.example,Clerk\n`,
  ),
);

const exportOf = async (organization: number) => {
  const { message, file, text } = await exported(dana, channel, `/endusers export ${organization}`);
  return { threadTs: message.ts, name: file.name, text };
};

test('the same copy twice: what was set back is asked about, a further edit is one, a new row is no second person', async () => {
  const { name, text } = await exportOf(acme);
  const added = `${acme},,Cy Young,,cy@x.example${','.repeat(16)}\r\n`;
  const first = `${text.replace('Engineer', 'wrong').replace('Clerk', 'Head')}${added}`;
  await applied(dana, await share(dana, channel, first, { name }));

  const second = `${text.replace('Clerk', 'Chief')}${added}`;
  const shared = await share(dana, channel, second, { name: name.toLowerCase().replaceAll('_', '-') });
  const plan = await answer(shared, /1 cell holds an older value/);
  expect(plan.text).toMatch(
    /Ana Núñez · \d+ · `title`: now wrong \(changed by <@U0DANA000>, .*\), in the file Engineer/,
  );
  expect(plan.text).toMatch(/1 updated \(1 cell\)/);
  expect(plan.text).toMatch(/Cy Young looks like Cy Young · \d+ \(same email\)/);
  await dana.select(plan, { actionId: 'choose-older-values', option: 'Use the file' });
  const chosen = await answer(shared, /2 updated \(2 cells\)/);
  await dana.click(chosen, { actionId: 'apply-import' });
  await answer(shared, /Applied/);
  const now = (await exportOf(acme)).text;
  expect(now).toContain('Ana Núñez,Engineer');
  expect(now).toContain('Bo Li,Chief');
  expect(now.match(/Cy Young/g)).toHaveLength(1);
});

test('a renamed copy reverts nobody unseen: the plan names who changed the cell', async () => {
  const { text } = await exportOf(acme);
  await applied(lee, await share(lee, channel, 'contact_id,title\n2,President\n'));
  const plan = await answer(await share(dana, channel, text, { name: 'from Bob.csv' }), /older value/);
  expect(plan.text).toMatch(/now President \(changed by <@U0LEE0000>, .*\), in the file Chief/);
  await dana.click(plan, { text: 'Cancel' });
});

test('a stale copy under another name, in the thread of a newer export or under the name of a template, reverts nobody unseen', async () => {
  const { text } = await exportOf(acme);
  await applied(lee, await share(lee, channel, 'contact_id,title\n2,Director\n'));
  const newer = await exportOf(acme);
  const template = await exported(dana, channel, `/endusers template ${acme}`);
  for (const more of [
    { name: 'ACME end users (2).csv', threadTs: newer.threadTs },
    { name: template.file.name },
  ]) {
    const plan = await answer(await share(dana, channel, text, more), /older value/);
    expect(plan.text).toMatch(/now Director \(changed by <@U0LEE0000>, .*\), in the file President/);
    expect(plan.text).not.toContain('updated');
    await dana.click(plan, { text: 'Cancel' });
  }
  // As if both had been written in the same second.
  const inSameSecond = newer.name.replace('.csv', '_template.csv');
  await db.execute(
    sql`update export set file_name = ${inSameSecond} where file_name = ${template.file.name}`,
  );
  const trusted = await answer(await share(dana, channel, text, { name: newer.name }), /1 updated/);
  await dana.click(trusted, { text: 'Cancel' });
});

test("one organization's export in the thread of another one's: its new rows stay with it, and the plan says so", async () => {
  const { name, text } = await exportOf(acme);
  const other = await exportOf(beta);
  const file = `${text},,Di Prince,,di@x.example${','.repeat(16)}\r\n`;
  const plan = await answer(await share(dana, channel, file, { name, threadTs: other.threadTs }), /1 new/);
  expect(plan.text).toContain('All in Acme Ltd');
  expect(plan.text).toContain(`although it was shared in the thread of ${other.name}`);
  await dana.click(plan, { text: 'Cancel' });
  const told = await answer(
    await share(dana, channel, file, { name, text: `these are for org ${beta}` }),
    /1 new/,
  );
  expect(told.text).toContain(
    '1 new row goes to Beta Inc, which the message names, although the file is from the export of Acme Ltd.',
  );
  await dana.click(told, { text: 'Cancel' });
});

test('rows that were deleted from a copy are counted, and stay', async () => {
  const { name, text } = await exportOf(acme);
  const lines = text.trimEnd().split('\r\n');
  const file = `${lines.slice(0, 2).join('\r\n').replace('Engineer', 'CTO')}\r\n`;
  const plan = await answer(await share(dana, channel, file, { name }), /1 updated/);
  expect(plan.text).toContain(`${lines.length - 2} end users of the export are not in the file; they stay.`);
  await dana.click(plan, { text: 'Cancel' });
});
