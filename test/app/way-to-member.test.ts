// Slack refuses the bot's message in the thread for good: what matters reaches the member privately or by direct message.
import { describe, expect, it } from 'vitest';
import type { Driver } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, idle, postedFile, privately, share } =
  await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const bot = fake.app().botUserId;
const acme = await addOrganization(dana, 'Acme Ltd');

let places = 0;
/** A channel that no other test uses. */
function place(kind: 'public' | 'private' = 'public') {
  places += 1;
  const name = `way-${places}`;
  const { id } = fake.addChannel({ name, kind, members: ['dana', 'lee', bot] });
  return { id, name };
}

/** One row for a new end user, and one with a problem. */
const people = () => `customer_id,name,email\n${acme},Person ${places},\n${acme},Wrong ${places},nope\n`;

/** From now on, Slack answers these methods with this error where the channel is concerned. @returns ends that */
function refuse(channel: string, error: string, methods: readonly string[]): () => void {
  const when = (args: Record<string, unknown>) => args.channel === channel || args.channel_id === channel;
  const ends = methods.map((method) =>
    fake.faults.add({ method, when, times: Number.POSITIVE_INFINITY, answer: { error } }),
  );
  return () => {
    for (const end of ends) end();
  };
}

const inThread = ['chat.postMessage', 'chat.update', 'files.completeUploadExternal'];
const everywhere = [...inThread, 'chat.postEphemeral', 'conversations.info', 'conversations.members'];

/** The bot's messages in a member's direct messages, oldest first. */
const said = (member: Driver) => fake.messages(member.directMessages()).filter(({ botId }) => botId);

const directly = (member: Driver, text: RegExp) =>
  fake.until(() => said(member).find((message) => text.test(message.text)), {
    what: `a direct message like ${text}`,
  });

describe('where Slack refuses the thread and the channel', () => {
  it.each([
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_non_threadable_channel',
    'restricted_action_thread_only_channel',
    'is_archived',
    'not_in_channel',
    'channel_not_found',
    'team_access_not_granted',
    'cannot_reply_to_message',
    'no_permission',
    'a_code_that_nobody_knows',
  ])('with %s, the plan, its file, and the result come by direct message, at once', async (code) => {
    const { id, name } = place();
    refuse(id, code, everywhere);
    const before = fake.calls('chat.postMessage').length;
    await share(dana, id, people(), { name: `${name}.csv`, text: `<@${bot}>` });
    const plan = await directly(dana, new RegExp(`${name}\\.csv[\\s\\S]*1 new`));
    expect(plan.text).toContain("I can't post where you shared this file");
    await postedFile(plan, new RegExp(`${name}_problems`));
    await dana.click(plan, { text: /^Apply/ });
    const result = await directly(dana, new RegExp(`Applied by[\\s\\S]*${name}\\.csv`));
    await idle();
    expect(result.ts).toBe(plan.ts);
    expect(fake.thread(plan.channel, plan.ts).flatMap(fake.files)).toHaveLength(1);
    const refused = fake
      .calls('chat.postMessage')
      .slice(before)
      .filter(({ args }) => args.channel === id);
    // Each state tries the thread, and none of them twice.
    expect(refused.length).toBeLessThanOrEqual(5);
  });

  it('a refused file says so by direct message', async () => {
    const { id, name } = place();
    refuse(id, 'is_archived', everywhere);
    await share(dana, id, 'customer_id,name\n1,"Ana\n', { name: `${name}.csv`, text: `<@${bot}>` });
    await directly(dana, /can't be imported/);
  });

  it('an undo tells the member who asked for it', async () => {
    const { id } = place();
    const shared = await share(dana, id, people());
    const result = await applied(lee, shared);
    refuse(id, 'restricted_action_read_only_channel', everywhere);
    const asked = said(dana).length;
    await dana.click(result, { text: /^Undo/ });
    await directly(dana, /Undone by/);
    expect(said(dana)).toHaveLength(asked + 1);
    expect(said(lee).filter(({ text }) => text.includes('Undone'))).toEqual([]);
  });
});

describe('a plan in a direct message', () => {
  const many = () =>
    `customer_id,name\n${Array.from({ length: 60 }, (_, at) => `${acme},Many ${places} ${at}\n`).join('')}`;

  it('shows what another member decided, and that member gets the result and the cells', async () => {
    const { id, name } = place();
    refuse(id, 'restricted_action_read_only_channel', everywhere);
    await share(dana, id, many(), { name: `${name}.csv`, text: `<@${bot}>` });
    const plan = await directly(dana, new RegExp(`${name}\\.csv[\\s\\S]*60 new`));
    const listed = await command(dana, 'end-users', '/endusers results');
    const importId = new RegExp(`(\\d+)[^\\n]*${name}\\.csv`).exec(listed)?.[1];
    await command(lee, 'end-users', `/endusers results ${importId}`);
    await lee.click(lee.ephemerals().at(-1)!, { text: /^Apply/ });
    const result = await directly(lee, new RegExp(`Applied by[\\s\\S]*${name}\\.csv`));
    await idle();
    expect(fake.now(plan)?.text).toMatch(/Applied by/);
    expect(result.text).toContain('60 created');
    // Whoever asks for the file of all cells gets it, and nobody else does.
    const filesOf = (member: Driver) => said(member).flatMap(fake.files).filter(isOfCells).length;
    const isOfCells = (file: { name: string }) => file.name === `${name}_cells.csv`;
    for (const [member, files] of [
      [dana, [1, 0]],
      [lee, [1, 1]],
    ] as const) {
      await command(member, 'end-users', `/endusers results ${importId}`);
      await member.click(member.ephemerals().at(-1)!, { text: /^All \d+ cells/ });
      const pages = await fake.until(() => member.modal(), { what: 'the cells' });
      await member.clickInView(pages, { actionId: 'cells-file' });
      await idle();
      expect([filesOf(dana), filesOf(lee)]).toEqual(files);
    }
    expect(result.text).toContain('60 created');
  });

  it('is kept up to date, and so is the thread, once it takes messages again', async () => {
    const { id, name } = place();
    const shared = await share(dana, id, people(), { name: `${name}.csv` });
    const before = await answer(shared, /1 new/);
    const end = refuse(id, 'channel_not_found', everywhere);
    await dana.click(before, { text: /^Apply/ });
    const result = await directly(dana, new RegExp(`Applied by[\\s\\S]*${name}\\.csv`));
    end();
    await dana.click(result, { text: /^Undo/ });
    await answer(shared, /Undone by/);
    await idle();
    expect(fake.now(result)?.text).toMatch(/Undone by/);
  });
});

describe('where Slack refuses only the thread', () => {
  it('the plan and the result are private in the channel, and the file is a direct message', async () => {
    const { id, name } = place();
    refuse(id, 'restricted_action_thread_locked', inThread);
    await share(dana, id, people(), { name: `${name}.csv` });
    const plan = await privately(dana, new RegExp(`${name}\\.csv[\\s\\S]*1 new`));
    const known = dana.ephemerals().length;
    await dana.click(plan, { text: /^Apply/ });
    await privately(dana, new RegExp(`Applied by[\\s\\S]*${name}\\.csv`));
    await idle();
    expect(dana.ephemerals()).toHaveLength(known + 1);
    const files = said(dana)
      .flatMap(fake.files)
      .filter((file) => file.name.startsWith(name));
    expect(files.map((file) => file.name)).toEqual([`${name}_problems.csv`]);
    expect(said(dana).filter(({ text }) => text.includes('1 new'))).not.toContainEqual(
      expect.objectContaining({ text: expect.stringContaining(`${name}.csv`) }),
    );
  });

  it('a file that is refused where the message was not is a direct message', async () => {
    const { id, name } = place();
    refuse(id, 'restricted_action', ['files.completeUploadExternal']);
    const shared = await share(dana, id, people(), { name: `${name}.csv` });
    await answer(shared, /1 new/);
    await fake.until(
      () =>
        said(dana)
          .flatMap(fake.files)
          .some((file) => file.name.startsWith(name)),
      {
        what: 'the problem file',
      },
    );
  });
});

it('when the bot is removed between plan and result, the member who clicked gets the result', async () => {
  const { id } = place('private');
  const shared = await share(dana, id, people());
  const plan = await answer(shared, /1 new/);
  fake.kick(id, bot);
  await lee.click(plan, { text: /^Apply/ });
  await fake.until(() => said(lee).filter(({ text }) => text.includes('Applied by')).length === 1);
});

it('when the channel is archived between plan and result, the member who clicked gets the result', async () => {
  const { id } = place();
  const plan = await answer(await share(dana, id, people()), /1 new/);
  fake.archive(id);
  await lee.click(plan, { text: /^Apply/ });
  await fake.until(() => said(lee).filter(({ text }) => text.includes('Applied by')).length === 2);
});

it('a channel that takes messages again has the result in the thread', async () => {
  const { id } = place();
  const stop = fake.faults.add({
    method: 'chat.postMessage',
    when: ({ channel }) => channel === id,
    times: Number.POSITIVE_INFINITY,
    answer: { error: 'restricted_action_thread_locked' },
  });
  const shared = await share(dana, id, people());
  const plan = await privately(dana, new RegExp(`Person ${places}\\b`));
  stop();
  await dana.click(plan, { text: /^Apply/ });
  await answer(shared, /Applied by/);
});

it('a rejected block costs neither the text nor the buttons of a private plan', async () => {
  const { id, name } = place();
  refuse(id, 'restricted_action_thread_locked', inThread);
  fake.faults.add({
    method: 'chat.postEphemeral',
    when: (args) => args.channel === id && JSON.stringify(args).includes('rich_text'),
    times: Number.POSITIVE_INFINITY,
    answer: { error: 'invalid_blocks' },
  });
  await share(dana, id, people(), { name: `${name}.csv` });
  const plan = await privately(dana, new RegExp(`${name}\\.csv[\\s\\S]*1 new`));
  await dana.click(plan, { text: /^Apply/ });
  await privately(dana, new RegExp(`Applied by[\\s\\S]*${name}\\.csv`));
});

it('a question where the bot can only answer privately is answered privately', async () => {
  const { id } = place();
  refuse(id, 'restricted_action_read_only_channel', inThread);
  const known = dana.ephemerals().length;
  dana.post({ channel: id, text: `<@${bot}> what can you do?` });
  await fake.until(() => dana.ephemerals().length > known, { what: 'a private answer' });
});

describe('an export', () => {
  it('goes to the member where the channel refuses its message', async () => {
    const { id } = place();
    refuse(id, 'restricted_action_read_only_channel', everywhere);
    const { file } = await exported(dana, id, `/endusers export ${acme}`, dana.directMessages());
    expect(file.name).toMatch(/^Acme_Ltd/);
  });

  it('goes to the member where the channel refuses its file', async () => {
    const { id } = place();
    refuse(id, 'restricted_action', ['files.completeUploadExternal']);
    const { file } = await exported(dana, id, `/endusers export ${acme}`, dana.directMessages());
    expect(file.name).toMatch(/^Acme_Ltd/);
    expect(fake.messages(id).at(-1)?.text).toContain('Slack refuses files here');
  });
});

it('where Slack refuses direct messages, too, the import waits for a decision in the results', async () => {
  const { id, name } = place();
  refuse(id, 'is_archived', everywhere);
  const stop = fake.faults.add({
    method: 'conversations.open',
    times: Number.POSITIVE_INFINITY,
    answer: { error: 'messages_tab_disabled' },
  });
  await share(dana, id, people(), { name: `${name}.csv` });
  await idle();
  stop();
  const listed = await command(dana, 'end-users', '/endusers results');
  const importId = new RegExp(`(\\d+)[^\\n]*${name}\\.csv`).exec(listed)?.[1];
  const shown = await command(dana, 'end-users', `/endusers results ${importId}`);
  expect(shown).toContain('1 new');
});

// The last test: its job stays in the queue as one that failed.
it('an export that Slack delivers nowhere fails, and the member is told where they asked', async () => {
  const { id } = place();
  refuse(id, 'restricted_action', inThread);
  const stop = fake.faults.add({
    method: 'conversations.open',
    times: Number.POSITIVE_INFINITY,
    answer: { error: 'cannot_dm_bot' },
  });
  await command(dana, id, `/endusers export ${acme}`);
  await privately(dana, /doesn't let me send you the file/);
  stop();
});
