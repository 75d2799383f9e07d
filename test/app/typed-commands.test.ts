// In direct messages to the bot, a command works without the slash.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Driver, Message } from '../../playground/fake-slack/fake-slack.ts';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { markAsFailed } from '../../src/usecases/failures/dead-letter.ts';
import { startOver, transports } from './both-transports.ts';

describe.each(transports)('over %s', async (transport) => {
  const { db, fake, addOrganization, answer, applied, command, idle, share } = await startOver(transport);
  const dana = fake.member('dana');
  const lee = fake.member('lee');
  const acme = await addOrganization(dana, 'Acme Ltd');
  const rows = Array.from({ length: 11 }, (_, nth) => `${acme},Ana ${nth + 10}`).join('\n');
  await applied(dana, await share(dana, 'end-users', `customer_id,name\n${rows}\n${acme},Bo Lind\n`));
  await idle();

  /** The bot's messages that came after. */
  const repliesAfter = ({ channel, ts }: Message) =>
    fake.messages(channel).filter((message) => message.botId && Number(message.ts) > Number(ts));
  const typed = async (member: Driver, text: string): Promise<Message> => {
    // An export that goes on says so in messages of its own.
    await idle();
    const asked = member.post({ channel: member.directMessages(), text });
    const answers = () => repliesAfter(asked).filter((message) => !message.text.startsWith('📄'));
    return fake.until(() => answers()[0], { what: `the answer to ${text}` });
  };

  it('is answered with the same lists, whose pages take their place', async () => {
    expect((await typed(dana, 'results')).text).toContain('✅ 12 created');
    const found = await typed(dana, 'Find ana');
    expect(found.text).toContain('11 end users with “ana”');
    expect(found.threadTs).toBeUndefined();
    await dana.click(found, { text: 'Next' });
    await fake.until(() => fake.now(found)?.text.includes('page 2'), { what: 'the next page' });
    expect((await typed(dana, 'show bo')).text).toMatch(/^Bo Lind · \d+/);
    expect((await typed(dana, '/endusers orgs')).text).toContain('1 organization');
  });

  it('exports to the direct messages, and opens a form at a click', async () => {
    const accepted = await typed(dana, `export ${acme}`);
    expect(accepted.text).toContain('Exporting the end users of Acme Ltd');
    await fake.until(() => repliesAfter(accepted).flatMap(fake.files)[0], { what: 'the file' });
    const form = await typed(dana, 'add');
    await dana.click(form, { text: 'Open the form' });
    const modal = await fake.until(() => dana.modal(), { what: 'the form' });
    await dana.closeView(modal);
    await idle();
  });

  it('is suggested with a button where it is mistyped', async () => {
    const asked = await typed(dana, 'fnd bo');
    expect(asked.text).toContain('Did you mean');
    await dana.click(asked, { text: '/endusers find bo' });
    await fake.until(() => fake.now(asked)?.text.includes('Bo Lind'), { what: 'what was found' });
  });

  it.each([
    ['new org for Lee, please', 'org add for Lee, please'],
    [`grant <@${lee.id}> admin`, 'access grant'],
    ['set default role none', 'settings default role none'],
  ])('is suggested where a message only may be one that changes something: %s', async (text, meant) => {
    const asked = await typed(dana, text);
    expect(asked.text).toContain(`Did you mean`);
    expect(asked.text).toContain(`/endusers ${meant}`);
    expect(asked.text).not.toContain('Added');
    expect((await typed(lee, 'orgs')).text).not.toContain('Lee');
  });

  it('runs at once with the slash command in front, however it is spelled', async () => {
    expect((await typed(dana, 'endusers new org Slashed Ltd')).text).toContain('Added');
  });

  it('takes the same permission', async () => {
    await command(dana, 'end-users', '/endusers settings default role none');
    expect((await typed(lee, 'find ana')).text).toContain('You need the role view');
    expect((await typed(lee, 'access')).text).toContain('You need the role admin');
    await command(dana, 'end-users', '/endusers settings default role edit');
  });

  it('is answered once, and nothing else than a command gets the help', async () => {
    const asked = dana.post({ channel: dana.directMessages(), text: 'orgs' });
    await fake.until(() => repliesAfter(asked)[0], { what: 'the answer' });
    const { payload } = fake.deliveries().findLast(({ kind }) => kind === 'events_api')!;
    await Promise.all([fake.repeatEvent(payload), fake.repeatEvent(payload)]);
    await idle();
    expect(repliesAfter(asked)).toHaveLength(1);
    await answer(dana.post({ channel: dana.directMessages(), text: 'hello?' }), /share a CSV file/);
    const bot = fake.app().botUserId;
    const mention = dana.post({ channel: 'end-users', text: `<@${bot}> results` });
    await answer(mention, /share a CSV file/);
    const inChannel = lee.post({ channel: 'end-users', text: 'results' });
    await idle();
    expect(fake.thread('end-users', inChannel.ts)).toHaveLength(1);
  });

  describe.each([
    ['orgs', /organization/],
    ['org add Late Ltd', /Added/],
    [`export ${acme}`, /Exporting/],
    ['settings business name Late Desk', /Late Desk/],
  ])('%s', (text, answered) => {
    it.each([
      ['Slack asks to wait', { status: 429, retryAfter: 1 }],
      ["Slack's answer is lost", { acceptThenFail: true }],
    ] as const)('is answered once when %s', async (why, fault) => {
      fake.faults.add({ method: 'chat.postMessage', answer: fault });
      const ts = dana.post({
        channel: dana.directMessages(),
        text: `${text}${text.startsWith('org add') ? why : ''}`,
      });
      await fake.until(() => repliesAfter(ts).find((reply) => answered.test(reply.text)), {
        what: 'the answer',
      });
      await idle();
      expect(repliesAfter(ts).filter((reply) => answered.test(reply.text))).toHaveLength(1);
    });
  });

  it('is run once and answered once, also when its process ends in between', async () => {
    const asked = dana.post({ channel: dana.directMessages(), text: 'org add Twice Ltd' });
    const answered = await fake.until(() => repliesAfter(asked)[0], { what: 'the answer' });
    await idle();
    const payload = {
      workspaceId: fake.app().teamId,
      channelId: dana.directMessages(),
      threadTs: null,
      to: asked.ts,
      memberId: dana.id,
      text: 'org add Twice Ltd',
    };
    // As after a crash right before the job was deleted.
    await db.execute(sql`
      insert into job (workspace_id, kind, payload)
      values (${payload.workspaceId}, 'run-command', ${JSON.stringify(payload)}::jsonb)`);
    await idle();
    expect(repliesAfter(asked)).toEqual([answered]);
    expect(answered.text).toContain('Added');
  });

  it('that fails for good is answered with the reference', async () => {
    const payload = {
      workspaceId: fake.app().teamId,
      channelId: dana.directMessages(),
      threadTs: null,
      to: '1700000000.000100',
      memberId: dana.id,
      text: 'org add Never Ltd',
    };
    const latest = fake.messages(dana.directMessages()).at(-1)!;
    const context = { inWorkspace: createInWorkspace(db) };
    await markAsFailed(context, { kind: 'run-command', payload }, 'K7QF-2MXD');
    const told = await fake.until(() => repliesAfter(latest)[0], { what: 'the apology' });
    expect(told.text).toContain('K7QF-2MXD');
  });
});
