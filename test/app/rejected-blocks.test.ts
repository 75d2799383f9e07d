// Slack rejects a message's blocks: the text and the buttons reach the members all the same, in a simpler form.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
await applied(
  dana,
  await share(dana, channel, `customer_id,name,title\n${acme},Ana Núñez,Engineer\n${acme},Bo Li,Clerk\n`),
);

const rejecting = (error: string, types: RegExp) =>
  ['chat.postMessage', 'chat.update'].map((method) =>
    fake.faults.add({
      method,
      times: Number.POSITIVE_INFINITY,
      when: ({ blocks }) => types.test(typeof blocks === 'string' ? blocks : JSON.stringify(blocks ?? '')),
      answer: { error },
    }),
  );

let title = 0;

describe.each([
  ['a table', /"table"/, ['invalid_attachments', 'internal_error', 'invalid_blocks', 'a_code_of_tomorrow']],
  ['rich text', /"rich_text"/, ['invalid_blocks']],
  ['menus', /"rich_text"|"static_select"|"mrkdwn"/, ['invalid_blocks_format']],
] as const)('where Slack rejects %s', (_, types, codes) => {
  it.each(codes)('with %s, the plan can be read and applied', async (code) => {
    const stop = rejecting(code, types);
    title += 1;
    const shared = await share(dana, channel, `contact_id,title\n1,Chief ${title}\n2,\n`);
    const plan = await answer(shared, /1 updated \(1 cell\)/);
    expect(plan.text).toContain(`Chief ${title}`);
    expect(JSON.stringify(plan.blocks)).toContain(`Chief ${title}`);
    expect(JSON.stringify(plan.blocks)).not.toMatch(types);
    await dana.click(plan, { text: /^Apply/ });
    const result = await answer(shared, /Applied by/);
    await dana.click(result, { text: 'Undo' });
    await answer(shared, /Undone by/);
    for (const end of stop) end();
  });
});

it('where Slack rejects all blocks, the text says what to type instead of a click', async () => {
  const stop = rejecting('invalid_blocks', /"type"/);
  const shared = await share(dana, channel, 'contact_id,title\n1,President\n');
  const plan = await answer(shared, /1 updated \(1 cell\)/);
  const [results] = /\/endusers results \d+/.exec(plan.text) ?? [];
  for (const end of stop) end();
  expect(await command(dana, channel, results!)).toMatch(/President[\s\S]*Apply to 1 end user/);
  await dana.click(dana.ephemerals().at(-1)!, { text: /^Apply/ });
  await answer(shared, /Applied by/);
});
