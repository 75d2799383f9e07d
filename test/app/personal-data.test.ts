// `/endusers data` and `erase`: whom they mean, who may use them, and the statement that an admin gets.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { endUserForms } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const running = await startTestApp();
const { fake, db, addOrganization, agreed, answer, applied, command, exported, idle, share } = running;
const { editing, newestForm, sentAgain } = endUserForms(running);
const dana = fake.member('dana');
const lee = fake.member('lee');
fake.addMember({ name: 'vic' });
const channel = 'end-users';
await command(dana, 'end-users', '/endusers access grant @vic view');
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta GmbH');
const shared = await share(
  dana,
  channel,
  `customer_id,name,email,phone,custom_fields\n${acme},Zoë Weiß,zoe@x.example,0123,"{""Badge"":""12""}"\n${beta},Zoe Old,Zoe@X.example,,\n${acme},Bo,bo@x.example,,\n`,
);
await applied(dana, shared);
const idOf = async (name: string) =>
  Number((await db.execute(sql`select id from end_user where name = ${name}`))[0]!.id);
const zoe = await idOf('Zoë Weiß');
const bo = await idOf('Bo');

/** The statement in the direct messages of the admin. */
async function dataOf(what: number | string) {
  const known = new Set(fake.messages(dana.directMessages()).map(({ ts }) => ts));
  expect(await command(dana, channel, `/endusers data ${what}`)).toContain('as a direct message');
  const message = await fake.until(
    () => fake.messages(dana.directMessages()).find(({ ts }) => !known.has(ts)),
    { what: 'the statement' },
  );
  const [file] = fake.files(message);
  expect(message.text).toContain('Only you have this file');
  return { name: file!.name, statement: JSON.parse(await file!.text()) };
}

it('an admin gets everything that is stored about an end user, as a direct message', async () => {
  await exported(dana, channel, `/endusers export ${acme}`);
  await lee.submit(await editing(lee, zoe), { title: 'CTO' });
  const open = await share(
    dana,
    channel,
    `contact_id,city,email\n${zoe},Ulm,\n${bo},,nope\n${zoe + 999},Rom,\n`,
  );
  await answer(open, /1 updated/);
  const { name, statement } = await dataOf(zoe);
  expect(name).toBe(`end_user_${zoe}_data.json`);
  expect(statement.end_user).toMatchObject({
    contact_id: zoe,
    organization: 'Acme Ltd',
    name: 'Zoë Weiß',
    phone: '0123',
    title: 'CTO',
    archived: false,
    custom_fields: { Badge: '12' },
  });
  expect(statement.changes).toMatchObject([
    { what: 'created', through: 'import', import: 1, line: 2, by_slack_member: dana.id },
    {
      what: 'changed',
      through: 'by hand',
      field: 'title',
      before: null,
      after: 'CTO',
      by_slack_member: lee.id,
    },
  ]);
  expect(statement.rows_in_files_that_wait_for_a_decision).toMatchObject([
    { importId: 2, line: 2, cells: { city: 'Ulm', contact_id: zoe } },
  ]);
  const link = expect.stringMatching(/^https:/);
  expect(statement.imports).toMatchObject([
    { import: 2, state: 'planned', file: 'people.csv', thread_with_the_file: link },
    { import: 1, state: 'applied', thread_with_the_file: link },
  ]);
  expect(statement.exports_that_may_contain_them).toMatchObject([
    { file: expect.stringMatching(/^Acme_Ltd_/), requested_by_slack_member: dana.id, link },
  ]);
  expect(JSON.stringify(statement)).not.toContain('bo@x.example');
  expect(
    fake
      .messages(channel)
      .flatMap(fake.files)
      .map(({ name: posted }) => posted),
  ).not.toContain(name);
});

it('an email that several have is asked about; one that only one has is enough, also if they are archived', async () => {
  for (const line of ['erase zoe@x.example', 'data ZOE@x.example']) {
    const asked = await command(dana, channel, `/endusers ${line}`);
    expect(asked).toMatch(/Several end users.*Which one/);
    expect(asked).toContain('Zoe Old');
  }
  await dana.click(dana.ephemerals().at(-1)!, { text: 'Get the data' });
  await fake.until(() => dana.ephemerals().at(-1)!.text.includes('as a direct message'), {
    what: 'the answer',
  });
  await command(dana, channel, `/endusers archive ${bo}`);
  expect(await command(dana, channel, '/endusers erase bo@x.example')).toMatch(
    /Bo · \d+ · Acme Ltd · archived/,
  );
  await command(dana, channel, `/endusers restore ${bo}`);
  expect(await command(dana, channel, '/endusers erase none@x.example')).toContain(
    'No end user has the email',
  );
  expect(await command(dana, channel, '/endusers data 999999')).toMatch(/no end user/i);
  expect(await command(dana, channel, '/endusers erase Bo')).toContain('Whom?');
});

it('whoever was removed by an undo is still in the history, and can be erased', async () => {
  const created = await share(dana, channel, `customer_id,name\n${acme},Gone Person\n`);
  await applied(dana, created);
  const gone = await idOf('Gone Person');
  const [row] = await db.execute<{ id: number }>(sql`select max(id)::integer as id from import`);
  await agreed(dana, channel, `/endusers undo ${row!.id}`);
  await idle();
  const { statement } = await dataOf(gone);
  expect(statement.end_user).toBeNull();
  expect(statement.values_when_removed_or_brought_back).toMatchObject([{ name: 'Gone Person' }]);
  expect(await command(dana, channel, `/endusers erase ${gone}`)).toContain('removed by an undo');
  await dana.click(dana.ephemerals().at(-1)!, { text: 'Erase…' });
  const form = await fake.until(() => dana.modal(), { what: 'the form' });
  await dana.submit(form, { confirm: String(gone) });
  expect(await command(dana, channel, `/endusers data ${gone}`)).toContain('was erased by');
  await agreed(dana, channel, `/endusers redo ${row!.id}`);
  await idle();
  expect(await db.execute(sql`select from end_user where id = ${gone}`)).toEqual([]);
  const report = fake.messages(dana.directMessages()).at(-1)!;
  expect(report.text).toContain(`Erased end user ${gone}`);
  expect(report.text).toContain(`thread of import ${row!.id}`);
});

const refused = /You (need the role admin|can't use this app)/;
const lines = () => [`erase ${bo}`, `data ${bo}`, 'erase bo@x.example', 'data bo@x.example'];

it.each([
  ['a member with the role edit', 'lee', channel],
  ['a member with the role view', 'vic', channel],
  ['a guest', 'sam', channel],
  ['a guest of one channel', 'gus', channel],
  ['a bot', 'helper', channel],
  ['a deactivated member', 'rosa', channel],
  ['a member of another company', 'pat', 'with-partner'],
])('%s is refused at the command, the click, and the form', async (_, name, where) => {
  const them = fake.member(name);
  if (where === channel && name !== 'lee') fake.invite(channel, name);
  for (const line of lines()) {
    const answered = await command(them, where, `/endusers ${line}`);
    expect(answered).toMatch(refused);
    expect(answered).not.toContain('Acme');
  }
  await command(dana, channel, `/endusers erase ${bo}`);
  await dana.click(dana.ephemerals().at(-1)!, { text: 'Erase…' });
  const form = await fake.until(() => dana.modal(), { what: 'the form' });
  const answered = fake.calls('response_url').length;
  await sendClick(fake, running.app.port, lastClick(fake), { memberId: them.id });
  await fake.until(() => fake.calls('response_url').length > answered, { what: 'the denial' });
  expect(JSON.stringify(fake.calls('response_url').at(-1)?.args)).toMatch(refused);
  expect(JSON.stringify(them.modal()?.content ?? '')).not.toContain('Erase');
  await dana.submit(form, { confirm: 'no' });
  const typed = newestForm();
  const values = { confirm: { value: { type: 'plain_text_input', value: String(bo) } } };
  const right = { ...typed, view: { ...typed.view, state: { values } } };
  const denied = await sentAgain({ memberId: them.id }, right);
  expect(JSON.stringify(denied)).toMatch(/You need the role |You can't use this app/);
  expect(await idOf('Bo')).toBe(bo);
});
