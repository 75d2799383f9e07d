// Where private answers to clicks and commands are shown, and what is left of them when Slack rejects their blocks.
import { describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, privately, share } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const people = Array.from(
  { length: 12 },
  (_, at) => `${acme},Ana ${String(at + 1).padStart(2, '0')},Engineer`,
);
const shared = await share(dana, channel, `customer_id,name,title\n${people.join('\n')}\n`);
const result = await applied(dana, shared);

describe('a private answer to a click', () => {
  it('is in the thread of the reply that was clicked, as are those that take its place', async () => {
    await dana.click(result, { text: 'Show them' });
    const first = await privately(dana, /Ana 01/);
    expect(first.threadTs).toBe(shared.ts);
    await dana.click(first, { text: /^Next/ });
    await privately(dana, /Ana 12/);
    // Also where a response replaces another.
    expect(fake.calls('response_url').map(({ args }) => args.thread_ts)).toEqual([shared.ts, shared.ts]);
  });

  it('is in the channel if the clicked message is there', async () => {
    const { message } = await lee.command(channel, '/endusers');
    await lee.click(message!, { text: 'All commands' });
    expect((await privately(lee, /access grant/)).threadTs).toBeUndefined();
  });
});

describe('where Slack rejects tables', () => {
  const rejecting = (status: number) =>
    fake.faults.add({
      method: 'response_url',
      times: Number.POSITIVE_INFINITY,
      when: ({ blocks }) => /"table"/.test(JSON.stringify(blocks ?? '')),
      answer: { status },
    });

  it.each([400, 500])(
    'with %i, answers to commands and clicks have none, but its content',
    async (status) => {
      const plan = await share(dana, channel, `contact_id,title\n1,Chief ${status}\n`);
      await answer(plan, /1 updated/);
      const { message: list } = await lee.command(channel, '/endusers results');
      const [, id] = /^\D*(\d+)/.exec(list!.text.split('\n')[1]!)!;
      const end = rejecting(status);
      await command(dana, channel, `/endusers results ${id}`);
      await lee.click(list!, { text: 'Details' });
      for (const member of [dana, lee]) {
        const detail = await privately(member, new RegExp(`Chief ${status}`));
        expect(JSON.stringify(detail.blocks)).toContain(`Chief ${status}`);
        expect(JSON.stringify(detail.blocks)).not.toContain('"table"');
      }
      end();
    },
  );
});
