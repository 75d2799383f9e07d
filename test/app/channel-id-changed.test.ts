// A private channel gets a new id: its threads, plans, and exports go on under that id.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, idle, share } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');

it('a plan can be applied, an offer taken, and a file in the thread of an export read', async () => {
  const before = 'private-desk';
  const { text, message } = await exported(dana, before, `/endusers export ${acme}`);
  const shared = await share(dana, before, `customer_id,name\n${acme},Ana\n`);
  await answer(shared, /1 new/);
  const waiting = await share(dana, before, 'Name,Email\nBo,bo@acme.example\n');
  await idle();
  const { id: channel } = fake.changeChannelId(before);
  await fake.settled();
  await idle();
  expect((await applied(dana, { ...shared, channel })).text).toContain('1 created');
  const back = await share(dana, channel, `${text}${acme},,Cy\r\n`, { threadTs: message.ts });
  await answer(back, /1 new/);
  dana.post({ channel, threadTs: waiting.ts, text: `org ${acme}` });
  await answer({ ...waiting, channel }, /1 new/);
  expect(await command(dana, channel, '/endusers results')).toContain('people.csv');
});
