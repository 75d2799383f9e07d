// Text that others wrote (names, cells, file names, messages, commands) goes through the whole app into Slack, and pings
// no one, links nothing, and breaks no message.
import { describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, botsIn, command, exported, idle, postedFile, share } =
  await startTestApp();
const dana = fake.member('dana');
const bot = fake.app().botUserId;
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

const nasty: readonly (readonly [string, string])[] = [
  ['pings', '<!channel> <!here> <@U0LEE0000> <#C1> <!subteam^S1> @here @channel'],
  ['links', '<https://evil.example|click> https://evil.example http://evil.example/x mailto:a@evil.example'],
  ['markup', '*b* _i_ ~s~ `c` ```pre``` &amp; > q'],
  ['line breaks', 'one\r\ntwo\n\nthree\u2028four\tfive'],
  ['characters that turn the direction or hide text', '\u202eevil\u2066 \u200b\u2060\ufeff x'],
  ['only invisible characters', '\u200d\u00ad'],
  ['10,000 characters', `${'W'.repeat(9_990)} the end`],
  ['10,000 characters that are escaped', '&<>'.repeat(3_334)],
];

/** All objects in a message, at any depth. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

function isHarmless({ text, blocks, botId }: Message): void {
  expect(botId).toBeDefined();
  expect(text.trim()).not.toBe('');
  expect(text.length).toBeLessThanOrEqual(4_000);
  const ours = text.replace(
    /<@U0DANA000>|<https:\/\/harbor-support\.slack\.com\/[^|>\s]*\|[^<>]*>|`[^`\n]+`/g,
    '',
  );
  expect(ours).not.toMatch(/<[!@#a-z]|:\/\/|`/i);
  expect(text).not.toMatch(/[\u202a-\u202e\u200b\ufeff\u2028]/);
  const objects = objectsIn(blocks);
  const types = objects.map(({ type }) => type);
  for (const type of ['mrkdwn', 'markdown', 'broadcast', 'channel', 'usergroup'])
    expect(types).not.toContain(type);
  expect(objects.filter(({ type }) => type === 'user').map((it) => it.user_id)).toEqual(
    objects.filter(({ type }) => type === 'user').map(() => dana.id),
  );
  for (const { type, url } of objects)
    if (type === 'link') expect(url).toMatch(/^https:\/\/harbor-support\.slack\.com\//);
}

describe.each(nasty)('text with %s', (_, text) => {
  const cell = `"${text.replaceAll('"', '""')}"`;

  it('in cells, file names, and the message is shown as text, from the plan to the undo', async () => {
    const name = `${text.replace(/[\r\n\u2028/]/g, ' ').slice(0, 240)}.csv`;
    const csv = `customer_id,name,title,notes,email,${cell}\n${acme},${cell},${cell},${cell},,x\n${acme},Bo,,,${cell},\n`;
    const shared = await share(dana, channel, csv, { name, text: `<@${bot}> &lt;!channel&gt; org ${acme}` });
    // If two of the cells are too long for their columns, the row is left out.
    const plan = await answer(shared, /new|left out/);
    if (/Apply to [\d,]+ end user/.test(plan.text)) {
      const result = await applied(dana, shared);
      await dana.click(result, { text: /^Undo/ });
      await answer(shared, /Undone by/);
    }
    await postedFile(shared, /problem/);
    await idle();
    const said = botsIn(shared);
    expect(said.length).toBeGreaterThan(1);
    for (const message of said) isHarmless(message);
  });

  it('in an unknown header is shown as text', async () => {
    const shared = await share(dana, channel, `${cell},x\n1,2\n`, { text: `<@${bot}>` });
    isHarmless(await answer(shared, /can't be imported/));
  });

  it('in commands is shown as text', async () => {
    for (const line of ['org add', 'orgs', 'export', 'template', 'results', 'undo', '']) {
      await command(dana, channel, `/endusers ${line} "${text}"`);
    }
    await idle();
    const answers = dana.ephemerals();
    expect(answers.length).toBeGreaterThanOrEqual(7);
    for (const message of answers) isHarmless(message);
  });
});

it('a name of an organization that looks like an address is not linked anywhere except in its file', async () => {
  const id = await addOrganization(dana, 'ana@evil.example mailto:bo@evil.example evil.example');
  for (const what of ['export', 'import', 'template']) {
    const { message } = await exported(dana, channel, `/endusers ${what} ${id}`);
    const comment = botsIn(message).find(({ files }) => files.length > 0)!;
    expect(comment.text).toContain('evil');
    expect(comment.text).not.toMatch(/[a-z][@.][a-z]/);
  }
});

it('names of custom fields are shown as text', async () => {
  const names = nasty.map(([, text]) => text.slice(0, 500));
  for (const [at, name] of names.entries()) {
    const fields = JSON.stringify({ [name]: name }).replaceAll('"', '""');
    const csv = `customer_id,name,email,custom_fields\n${acme},Eve,eve${at}@acme.example,"${fields}"\n`;
    const result = await applied(dana, await share(dana, channel, csv));
    isHarmless(result);
    const { text } = await exported(dana, channel, `/endusers export ${acme}`);
    const [id] = Array.from(text.matchAll(/^\d+,(\d+),Eve/gm), ([, found]) => Number(found)).sort(
      (a, b) => b - a,
    );
    const known = dana.ephemerals().length;
    await command(dana, channel, `/endusers show ${id}`);
    const shown = dana.ephemerals()[known]!;
    expect(shown.text).toContain('Custom fields: {');
    isHarmless(shown);
    // Also in the table of changes, before and after.
    const changed = `contact_id,custom_fields\n${id},"${JSON.stringify({ [`${name}2`]: name }).replaceAll('"', '""')}"\n`;
    isHarmless(await answer(await share(dana, channel, changed), /1 updated/));
  }
  await idle();
});

it('an organization with a hostile name can be exported, listed, and named in messages', async () => {
  const id = await addOrganization(dana, '<!channel> `x` https://evil.example \u202e');
  const { message, file } = await exported(dana, channel, `/endusers export ${id}`);
  isHarmless(message);
  expect(file.name).toMatch(/^channel_x_https_evil_example_\d{4}[\d_]+\.csv$/);
  for (const line of ['orgs', 'downloads', 'results']) await command(dana, channel, `/endusers ${line}`);
  await idle();
  for (const said of [...fake.thread(channel, message.ts), ...dana.ephemerals()]) isHarmless(said);
});

it('the app never asked Slack to parse links or names, and Slack refused no message', () => {
  const posts = fake.calls().filter(({ method }) => /^chat\.(post|update)/.test(method));
  expect(posts.length).toBeGreaterThan(20);
  expect(posts.filter(({ args }) => 'parse' in args || 'link_names' in args)).toEqual([]);
  const unfurling = fake
    .calls('chat.postMessage')
    .filter(({ args }) => String(args.unfurl_links) !== 'false' || String(args.unfurl_media) !== 'false');
  expect(unfurling).toEqual([]);
  expect(fake.calls().filter(({ result }) => result.ok !== true)).toEqual([]);
});
