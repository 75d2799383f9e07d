// In a channel that is shared with another company, everyone reads numbers and what the file itself contains, and nothing
// that is stored. Members who may decide see the whole plan privately.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const { fake, addOrganization, answer, applied, botsIn, command, exported, idle, ...more } =
  await startTestApp();
const { app, privately, share } = more;
const dana = fake.member('dana');
const pat = fake.member('pat');
const outside = 'with-partner';
/** Every stored value contains it, except for email addresses that are in the files, too. */
const secret = /secret|02134|\+49/i;

let acme: number;
let beta: number;
let ana: string;
let bo: string;

async function importHere(content: string): Promise<void> {
  await applied(dana, await share(dana, 'end-users', content));
}

/** Everything readable in the thread: texts, blocks, and the files that the bot posted. */
async function readable(shared: Message): Promise<string> {
  await idle();
  const said = botsIn(shared);
  const files = await Promise.all(said.flatMap(fake.files).map((file) => file.text()));
  return [...said.map(({ text, blocks }) => text + JSON.stringify(blocks)), ...files].join('\n');
}

beforeAll(async () => {
  acme = await addOrganization(dana, 'Secret Acme');
  beta = await addOrganization(dana, 'Secret Beta');
  await importHere(
    `customer_id,name,email,title,phone,zip\n${acme},Ana Secret,ana@acme.example,Secret clerk,+49 30 1,02134\n${beta},Bo Secret,bo@acme.example,Secret cook,+49 30 2,02134\n`,
  );
  const { text } = await exported(dana, 'end-users', '/endusers export all');
  [ana, bo] = ['Ana', 'Bo'].map((name) => new RegExp(`(\\d+),${name} Secret`).exec(text)![1]!) as [
    string,
    string,
  ];
});

describe('a plan in a channel with external members', () => {
  let shared: Message;
  let plan: Message;

  beforeAll(async () => {
    const { file } = await exported(dana, 'end-users', '/endusers export all');
    await importHere(`contact_id,title\n${ana},Secret chief\n`);
    shared = await share(
      dana,
      outside,
      `customer_id,contact_id,name,email,title,phone,zip\n,${ana},Ana,ana@acme.example,Boss,1,2134\n${acme},${bo},,,Cook,2,\n${acme},,Cy,bo@acme.example,,,\n${acme},,Di,ana@acme.example,,,\n,,Eve,nope,,,\n`,
      { name: file.name },
    );
    plan = await answer(shared, /Apply to 2 end users/);
  });

  it('shows numbers, and what the file itself contains', () => {
    expect(plan.text).toContain('1 new · 1 updated (2 cells) · 3 left out');
    expect(plan.text).toContain('1 cell was changed both here and in the file since the export.');
    expect(plan.text).toContain('1 cell was damaged by a spreadsheet and keeps its current value.');
    expect(plan.text).toContain('email "nope" is not a valid address');
    expect(plan.text).toContain(`the end user belongs to another organization, not to ${acme}`);
  });

  it('shows nothing that is stored, and its problem file goes to the member who shared the file', async () => {
    await idle();
    expect(botsIn(shared).flatMap(fake.files)).toEqual([]);
    const sent = fake.messages(dana.directMessages()).flatMap(fake.files).at(-1)!;
    const problems = await sent.text();
    expect(problems).toContain('zip was damaged by a spreadsheet and keeps its current value');
    expect(problems).toContain(',Boss,');
    expect(await readable(shared)).not.toMatch(secret);
    expect(plan.text).toContain('People from another company can read this');
  });

  it('is shown in full to members who may decide, privately', async () => {
    const known = botsIn(shared).length;
    await dana.click(plan, { text: 'Show me what would change' });
    const { text } = await privately(dana, /Ana Secret/);
    expect(text).toContain('+49 30 1 → 1');
    expect(text).toContain('now Secret chief, in the file Boss (was Secret clerk)');
    expect(text).toContain('02134 → 2134');
    expect(text).toContain('Secret Acme');
    expect(botsIn(shared)).toHaveLength(known);
    expect(fake.now(plan)?.text).toBe(plan.text);
  });

  it('is denied to external members', async () => {
    await pat.click(plan, { text: 'Show me what would change' });
    const { text } = await privately(pat, /./);
    expect(text).toContain("You can't use this app");
    expect(
      pat
        .ephemerals()
        .map((it) => it.text)
        .join(),
    ).not.toMatch(secret);
  });

  it('shows no more when a member changes a choice, applies it, and undoes it', async () => {
    await dana.select(plan, { actionId: 'choose-look-alikes', option: 'Create anyway' });
    await answer(shared, /2 new/);
    await idle();
    await dana.select(fake.now(plan)!, { actionId: 'choose-look-alikes', option: 'Leave out' });
    await answer(shared, /looks like an existing end user \(same email\)/);
    await idle();
    await dana.select(fake.now(plan)!, { actionId: 'choose-look-alikes', option: 'Create anyway' });
    await answer(shared, /2 new/);
    await idle();
    const result = await applied(dana, shared);
    await importHere(`contact_id,phone\n${ana},+49 30 3 SECRET\n`);
    await dana.click(result, { text: 'Undo' });
    const undone = await answer(shared, /↩️ Partly undone/);
    expect(undone.text).toContain('1 cell was kept because it was changed since.');
    expect(await readable(shared)).not.toMatch(secret);
    const [, importId] = /`\/endusers results (\d+)`/.exec(undone.text) ?? [];
    expect(await command(dana, outside, `/endusers results ${importId}`)).toContain('+49 30 3 SECRET');
    await dana.click(fake.now(result)!, { text: 'Redo' });
    await answer(shared, /✅ Applied again/);
    expect(await readable(shared)).not.toMatch(secret);
  });
});

it('a member who opens the full plan after the decision sees its outcome', async () => {
  const shared = await share(dana, outside, `contact_id,title\n${bo},Chef\n`);
  const plan = await answer(shared, /1 updated/);
  await dana.click(plan, { text: 'Cancel' });
  await answer(shared, /Canceled/);
  await sendClick(fake, app.port, lastClick(fake), { actionId: 'show-plan' });
  expect((await privately(dana, /Canceled by/)).text).toContain('Plan: 1 updated (1 cell)');
});

it.each([
  ['with external members', ['T0PARTNER']],
  ['that the bot can not look up, without the optional scopes', []],
])('the same holds in a group message %s', async (_, sharedWith) => {
  const bot = fake.app().botUserId;
  const { id } = fake.addChannel({ kind: 'mpim', members: ['dana', 'lee', bot], sharedWith });
  if (sharedWith.length === 0) {
    const when = ({ channel }: Record<string, unknown>) => channel === id;
    fake.faults.add({
      method: 'conversations.info',
      answer: { error: 'missing_scope' },
      times: Number.POSITIVE_INFINITY,
      when,
    });
  }
  const shared = await share(dana, id, `contact_id,name\n${bo},Bob\n`, { text: `<@${bot}> please` });
  await answer(shared, /1 updated/);
  expect(await readable(shared)).not.toMatch(secret);
});

it('a plan that hides nothing has no additional button', async () => {
  const shared = await share(dana, outside, 'contact_id,name\n999999,Eve\n');
  const { text } = await answer(shared, /Nothing to apply/);
  expect(text).not.toMatch(/another company|Show me/);
});

it('a channel without external members shows everything', async () => {
  const shared = await share(dana, 'end-users', `contact_id,name\n${bo},Bob\n`);
  const { text } = await answer(shared, /1 updated/);
  expect(text).toContain('Bo Secret → Bob');
  expect(text).not.toContain('another company');
});
