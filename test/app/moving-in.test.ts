// Moving in, in Slack: the end users of another site in one file with the names of their organizations.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, postedFile, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
await applied(
  dana,
  await share(dana, channel, `customer_id,name,email\n${acme},Ana,ana@x.example\n${acme},Bo,bo@x.example\n`),
);
const ours = async () => (await exported(dana, channel, `/endusers export ${acme}`)).text;
const before = await ours();
const [ana, bo] = before
  .split('\r\n')
  .slice(1, 3)
  .map((line) => line.split(',')[1]!);

const columns =
  'customer_id,contact_id,name,title,email,phone,extension,mobile,address1,address2,city,state,zip,notes,direct_report,ticket_matching_emails,notification_billing,notification_marketing,notification_reports,vendor_id,custom_fields';
const cells = (customer: string, contact: string, name: string, title = '') =>
  `${customer},${contact},${name},${title},${name}@y.example,'+1 (555),,,,,,MA,02134,,,,true,,,7,"{""Badge"": ""12""}"`;
/** As the other site exports them. Their ids are those of ours. */
const theirs = [
  cells(String(acme), ana!, 'Di'),
  cells(String(acme), bo!, 'Ed'),
  cells('77777', '70000', 'Fe'),
];
const company = ['Delta', 'Delta', 'Foxtrot'];
const file = [`company,${columns}`, ...theirs.map((line, at) => `${company[at]},${line}`), ''].join('\r\n');

it('one file moves a site in: share it, add its organizations, apply; ours stay as they are', async () => {
  const shared = await share(dana, channel, file, { name: 'site.csv', text: 'from another site' });
  const plan = await answer(shared, /\[ Add 2 organizations \]/);
  expect(plan.text).toContain('Ids of another site: 0 end users known by their old ids, 0 new');
  await dana.click(plan, { text: 'Add 2 organizations' });
  await answer(shared, /Ids of another site: 0 end users known by their old ids, 3 new/);
  expect((await applied(dana, shared)).text).toContain('3 created');
  expect(await ours()).toBe(before);
});

it('an export with old ids has every cell of the other site, and is read as one of that site', async () => {
  const { text, message, file: handle } = await exported(dana, channel, '/endusers export all with old ids');
  const rows = text.split('\r\n').filter((line) => /,(Di|Ed|Fe),/.test(line));
  expect(rows).toEqual(theirs);
  expect(text).toContain('\r\n,,Ana,');
  expect(message.text).toContain('all organizations (with old ids)');
  const edited = `${columns}\r\n${cells(String(acme), ana!, 'Di', 'CTO')}\r\n`;
  const shared = await share(dana, channel, edited, { name: handle.name });
  const plan = await answer(shared, /Ids of another site: 1 end user known/);
  expect(plan.text).toContain('1 updated (1 cell)');
  await applied(dana, shared);
  expect(await ours()).toBe(before);
});

it('find and show know the old ids', async () => {
  expect(await command(dana, channel, '/endusers find 70000')).toMatch(/Fe · \d+ · old id 70000/);
  expect(await command(dana, channel, `/endusers find ${ana}`)).toMatch(/Ana · \d+[\s\S]*Di · \d+ · old id/);
  const [, id] = /Fe · (\d+)/.exec(await command(dana, channel, '/endusers find Fe'))!;
  expect(await command(dana, channel, `/endusers show ${id}`)).toContain('Old id of another site: 70000');
});

it('“These ids are from another site” has the file read again, and the other button takes it back', async () => {
  const later = `contact_id,name,email,title\n70000,Fe,Fe@y.example,CEO\n`;
  const shared = await share(dana, channel, later);
  const plan = await answer(shared, /\[ These ids are from another site \]/);
  expect(plan.text).toContain("contact_id 70000 doesn't exist in this workspace");
  await dana.click(plan, { text: 'These ids are from another site' });
  const known = await answer(shared, /Ids of another site: 1 end user known/);
  await dana.click(known, { text: 'These ids are ours' });
  const back = await answer(shared, /\[ These ids are from another site \]/);
  await dana.click(back, { text: 'These ids are from another site' });
  await answer(shared, /1 updated \(1 cell\)/);
  expect((await applied(dana, shared)).text).toContain('1 updated');
});

it('a plan about ids of another site is never applied at once', async () => {
  await command(dana, channel, '/endusers settings apply at once');
  const shared = await share(dana, channel, 'contact_id,name\n70001,Gil\n');
  await dana.click(await answer(shared, /\[ These ids are from another site \]/), {
    text: 'These ids are from another site',
  });
  await answer(shared, /\[ These ids are ours \]/);
  const more = 'contact_id,title\n70000,COO\n';
  await answer(await share(dana, channel, more, { text: 'old ids' }), /\[ Apply to 1 end user \]/);
  await command(dana, channel, '/endusers settings apply after approval');
});

it('a problem file has the ids of the other site, and is fixed as one', async () => {
  const wrong = `customer_id,contact_id,name,email\n77777,70002,Hal,nope\n`;
  const shared = await share(dana, channel, wrong, { name: 'more.csv', text: 'from another site' });
  const problems = await postedFile(shared, /more_problems/);
  const text = String(await problems.text());
  expect(text).toContain('77777,70002,Hal,nope');
  const fixed = await share(
    dana,
    channel,
    text.replace('nope,', 'hal@y.example,').replace(',nope', ',hal@y.example'),
  );
  const plan = await answer(fixed, /Ids of another site: 0 end users known by their old ids, 1 new/);
  expect(plan.text).toContain('1 new');
  await applied(dana, fixed);
  expect(await command(dana, channel, '/endusers find 70002')).toContain('Hal');
});

it('undone, they are gone, and the same file moves them in again', async () => {
  const rows = 'customer_id,contact_id,name\n77777,70003,Ivy\n';
  const shared = await share(dana, channel, rows, { text: 'from another site' });
  const waiting = await share(dana, channel, rows.replace('Ivy', 'Ivy II'), { text: 'from another site' });
  await answer(waiting, /1 new/);
  const result = await applied(dana, shared);
  // The other plan would have created her once more.
  await dana.click(await answer(waiting, /\[ Apply to 1 end user \]/), { text: 'Apply to 1 end user' });
  await answer(waiting, /mean other end users or organizations since the plan was made[\s\S]*1 updated/);
  await dana.click(result, { text: /^Undo/ });
  await answer(shared, /Undone by/);
  expect(await command(dana, channel, '/endusers find 70003')).toContain('No end user');
  const again = await share(dana, channel, rows, { text: 'from another site' });
  await answer(again, /1 new/);
  await applied(dana, again);
  expect(await command(dana, channel, '/endusers find 70003')).toContain('Ivy');
});
