// An import whose message went to a direct message: a link leads there only for the member whose it is.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, command, idle, share } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const acme = await addOrganization(dana, 'Acme Ltd');
const elsewhere = 'end-users';

const directly = (text: RegExp) =>
  fake.until(() => fake.messages(dana.directMessages()).find((it) => it.botId && text.test(it.text)), {
    what: `a direct message like ${text}`,
  });

it('leads its member there, and gives others the buttons', async () => {
  const { id } = fake.addChannel({
    name: 'archived',
    kind: 'public',
    members: ['dana', 'lee', fake.app().botUserId],
  });
  for (const method of [
    'chat.postMessage',
    'chat.update',
    'chat.postEphemeral',
    'files.completeUploadExternal',
  ])
    fake.faults.add({
      method,
      when: ({ channel, channel_id }) => channel === id || channel_id === id,
      times: Number.POSITIVE_INFINITY,
      answer: { error: 'is_archived' },
    });
  await share(dana, id, `customer_id,name,email\n${acme},Ana,\n${acme},Bo,nope\n`, {
    name: 'moved.csv',
    text: `<@${fake.app().botUserId}>`,
  });
  const plan = await directly(/moved\.csv[\s\S]*1 new/);
  await idle();
  const line = async (member: typeof dana) =>
    (await command(member, elsewhere, '/endusers results'))
      .split('\n')
      .find((one) => one.includes('moved.csv'))!;
  const own = await line(dana);
  expect(own).toContain('open the plan');
  expect(own).toContain(plan.ts.replace('.', ''));
  const others = await line(lee);
  expect(others).not.toMatch(/open the plan|thread|https:|problem file/);
  const listed = lee.ephemerals().at(-1)!;
  await lee.click(listed, { text: 'Details' });
  await idle();
  const detail = lee.ephemerals().at(-1)!;
  expect(detail.text).toContain('1 new');
  expect(detail.text).not.toContain('Open its thread');

  await dana.click(plan, { text: /^Apply/ });
  await directly(/Applied by[\s\S]*moved\.csv/);
  await idle();
  const importId = /`(\d+)`/.exec(own)![1];
  await command(dana, elsewhere, `/endusers undo ${importId}`);
  await dana.click(dana.ephemerals().at(-1)!, { text: /^Undo/ });
  await idle();
  const told = dana.ephemerals().at(-1)!.text + fake.now(dana.ephemerals().at(-1)!)?.text;
  expect(told).toContain('The result goes to your direct messages.');
});
