// Erasing an end user for good: no table, staging area, message that is kept up to date, or log line has a value of theirs.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Driver, Message } from '../../playground/fake-slack/fake-slack.ts';
import { workspace } from '../../src/db/schema/workspace-table.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { endUserForms } from './end-user-forms.ts';
import { createTestLog } from './log-lines.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack();
await db.insert(workspace).values({ id: fake.app().teamId, defaultRole: 'edit', guidedAt: new Date() });
const { lines: logged, log } = createTestLog();
const app = await startAppOn(fake, { DATABASE_URL: url }, log);
const conversation = conversationIn(fake);
const { addOrganization, answer, applied, agreed, command, exported, postedFile, share } = conversation;
const idle = idleOn(fake, db);
const { editing } = endUserForms({ fake, app, db, databaseUrl: url, idle, ...conversation });

const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

/** Every value of the person who is erased has this in it, and nothing else has. */
const canary = 'zqanary';

/** All text columns, with canaries of a version of the person. */
const textFields = [
  'name',
  'title',
  'phone',
  'extension',
  'mobile',
  'address1',
  'address2',
  'city',
  'state',
  'zip',
];
const header = `${textFields.join(',')},notes,direct_report,ticket_matching_emails,email,vendor_id,custom_fields`;
function cellsOf(version: string, name = 'Zqanarya name'): string {
  const texts = textFields.map((field) => (field === 'name' ? name : `Zqanary${version} ${field}`));
  const own = `""zqanarykey${version}"":""zqanaryval${version}"",""${version}"":{""deep"":[""zqanarydeep${version}""]}`;
  return `${texts.join(',')},"zqanary${version} notes\nzqanary second line",zqanary${version} boss,zqanary${version}@t.example,zqanary${version}@x.example,98765${version.length}4321,"{${own}}"`;
}

/** Every row of every table that has the canary, and what the statistics say about values. */
async function canaries(text = canary): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`);
  const all = [...tables.map(({ name }) => name), 'pg_stats'];
  const found = await Promise.all(
    all.map(async (name) => {
      const rows = await db.execute<{ row: string }>(
        sql.raw(`select t::text as row from ${name} t where lower(t::text) like '%${text}%'`),
      );
      return rows.map(({ row }) => `${name}: ${row}`);
    }),
  );
  return found.flat();
}

const idOf = async (name: string): Promise<number> =>
  Number((await db.execute(sql`select id from end_user where name = ${name}`))[0]?.id);

async function erase(member: Driver, id: number | string): Promise<string> {
  await command(member, channel, `/endusers erase ${id}`);
  const asked = member.ephemerals().at(-1)!;
  expect(asked.text).toContain('for good?');
  await member.click(asked, { text: 'Erase…' });
  const form = await fake.until(() => member.modal(), { what: 'the form that asks again' });
  const refused = await member.submit(form, { confirm: 'yes' });
  expect(JSON.stringify(refused)).toContain('to erase this end user');
  const { view } = await member.submit(form, { confirm: String(form.content.private_metadata) });
  return JSON.stringify(view?.content.blocks);
}

/** The messages about imports, as they are now. */
const shownIn = (threads: readonly Message[]) =>
  threads
    .flatMap((shared) => conversation.botsIn(shared))
    .filter(({ text }) => /import|Appl|new ·|updated/i.test(text));

it('no table, staging area, message, or log line has a value of theirs, and nothing brings them back', async () => {
  // Created, changed by a file, undone, redone, and changed by hand.
  const bo = `"Bo Shared",CTO,+1 555,,,,,,,,"Shared notes",,,bo@x.example,,`;
  const first = await share(dana, channel, `customer_id,${header}\n${acme},${cellsOf('a')}\n${acme},${bo}\n`);
  await applied(dana, first);
  const ana = await idOf('Zqanarya name');
  const boId = await idOf('Bo Shared');
  const before = await exported(dana, channel, `/endusers export ${acme}`);
  await applied(dana, await share(dana, channel, `contact_id,state\n${boId},NY\n`));
  const second = await share(dana, channel, `contact_id,${header}\n${ana},${cellsOf('b')}\n`);
  await applied(dana, second);
  const secondId = Number((await db.execute(sql`select max(id) as id from import`))[0]!.id);
  await agreed(dana, channel, `/endusers undo ${secondId}`);
  await answer(second, /Undone by/);
  await agreed(dana, channel, `/endusers redo ${secondId}`);
  await idle();
  await dana.submit(await editing(dana, ana), {
    title: 'Zqanary by hand',
    custom_fields: '{"zqanaryhand":"zqanaryhandvalue"}',
  });
  await command(dana, channel, `/endusers archive ${ana}`);
  await command(dana, channel, `/endusers restore ${ana}`);
  // A row that would turn them into someone else.
  const other = await share(dana, channel, `contact_id,${header}\n${ana},${cellsOf('c', 'Zqanaryc name')}\n`);
  await answer(other, /someone else/);
  // A conflict with the export, and damage.
  const stale = before.text.replace(/Zqanarya title/, 'Zqanary conflict').replace(/Zqanarya zip/, 'NULL');
  const conflict = await share(dana, channel, stale, { name: before.file.name });
  await answer(conflict, /conflict|changed both|also changed/i);
  // A row with a problem, in a problem file.
  const wrong = await share(
    dana,
    channel,
    `contact_id,email,city\n${ana},zqanarywrong at x,Zqanary town\n${boId},bo at x,Rome\n`,
  );
  await postedFile(wrong, /problems/);
  // Open plans: one that changes them, and one that looks like them.
  const open = await share(
    dana,
    channel,
    `contact_id,title,phone\n${ana},Zqanary open,\n${boId},CEO,+2 555\n`,
  );
  await answer(open, /2 updated/);
  const alike = await share(
    dana,
    channel,
    `customer_id,name,email\n${acme},Zqanarya name,zqanaryb@x.example\n${acme},Cy,cy@x.example\n`,
  );
  await answer(alike, /look/);
  // Commands in a direct message, answered or failed for good.
  await dana.post({ channel: dana.directMessages(), text: 'find zqanaryb@x.example' });
  const to = {
    workspaceId: fake.app().teamId,
    channelId: 'D1',
    threadTs: null,
    to: '1.1',
    memberId: dana.id,
  };
  const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'Zqanaryb name' } }];
  for (const [kind, payload] of [
    ['run-command', { ...to, text: 'find zqanaryb@x.example' }],
    ['say', { ...to, words: 'answer', view: { text: 'Zqanaryb name', blocks } }],
    ['run-command', { ...to, text: 'find bo@x.example' }],
  ] as const)
    await db.execute(sql`
      insert into job (workspace_id, kind, payload, failed_at, run_at)
      values (${to.workspaceId}, ${kind}, ${JSON.stringify(payload)}::jsonb, now(), now() + interval '1 day')`);
  await idle();
  await db.execute(sql`analyze`);
  expect((await canaries()).length).toBeGreaterThan(10);

  const report = await erase(dana, ana);
  expect(report).toContain('Erased end user');
  expect(report).toContain('thread of import');
  expect(report).toContain('https://');
  expect(report.toLowerCase()).not.toContain(canary);
  await idle();
  expect(await canaries()).toEqual([]);
  expect(JSON.stringify(logged).toLowerCase()).not.toContain(canary);
  const threads = [first, second, other, conflict, wrong, open, alike];
  expect(shownIn(threads).length).toBeGreaterThan(5);
  expect(JSON.stringify(shownIn(threads)).toLowerCase()).not.toContain(canary);
  expect(await command(dana, channel, `/endusers data ${ana}`)).toContain('was erased by');
  expect(await command(dana, channel, `/endusers show ${ana}`)).toContain('was erased by');

  // The open plan does the rest, which is what others have.
  const plan = await answer(open, /1 updated/);
  expect(plan.text).toContain(`end user ${ana} was erased`);
  await applied(dana, open);
  expect((await db.execute(sql`select title from end_user where id = ${boId}`))[0]).toEqual({ title: 'CEO' });

  // Files with them change nothing.
  const again = await share(dana, channel, before.text, { name: before.file.name });
  await answer(again, /was erased/);
  await idle();
  expect(await canaries()).toEqual([]);

  // Neither does undoing and redoing everything.
  const oldest = [first, second, open];
  for (const [direction, all] of [
    ['undo', oldest.toReversed()],
    ['redo', oldest],
  ] as const)
    for (const { ts } of all) {
      const [row] = await db.execute<{ id: number }>(
        sql`select id::integer as id from import where share_ts = ${ts}`,
      );
      await agreed(dana, channel, `/endusers ${direction} ${row!.id}`);
      await idle();
    }
  expect(await canaries()).toEqual([]);
  const rows = await db.execute(sql`select name, title, phone, notes from end_user order by id`);
  expect(rows).toEqual([{ name: 'Bo Shared', title: 'CEO', phone: '+2 555', notes: 'Shared notes' }]);
});
