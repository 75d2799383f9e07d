// Files in a channel that nobody addressed to the bot: what their member reads privately, and how the bot takes them.
import { sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, db, addOrganization, answer, botsIn, command, idle, share } = await startTestApp();
const [dana, lee, mia] = [fake.member('dana'), fake.member('lee'), fake.member('mia')];
const bot = fake.app().botUserId;
const channel = 'end-users';
const people = 'Name,Email\nAna,ana@acme.example\nBo,bo@acme.example\n';
const acme = await addOrganization(dana, 'Acme Ltd');

/** How many private messages dana and lee had before the test. */
let known: { dana: number; lee: number };
beforeEach(async () => {
  await idle();
  known = { dana: dana.ephemerals().length, lee: lee.ephemerals().length };
});

/** Everything that the bot told the member privately in this test, once it has nothing left to do. */
async function toldTo(name: 'dana' | 'lee' = 'dana'): Promise<Message[]> {
  await idle();
  return fake.ephemerals(name).slice(known[name]);
}

async function offered(content = people, more: Parameters<typeof share>[3] = {}) {
  known = { dana: dana.ephemerals().length, lee: lee.ephemerals().length };
  const shared = await share(dana, channel, content, { name: 'july.csv', ...more });
  const told = await toldTo();
  expect(told).toHaveLength(1);
  expect(botsIn(shared)).toEqual([]);
  return { shared, message: told[0]! };
}

const silently = async (shared: Message) => {
  expect(await toldTo()).toEqual([]);
  expect(await toldTo('lee')).toEqual([]);
  expect(botsIn(shared)).toEqual([]);
};

describe('with one organization', () => {
  it('a file that looks like people gets a private reply with a button, which imports it in its thread', async () => {
    const { shared, message } = await offered();
    expect(message.text).toContain('july.csv looks like 2 end users');
    expect(message.threadTs).toBeUndefined();
    await dana.click(message, { text: 'Import into Acme Ltd' });
    const plan = await answer(shared, /2 new/);
    expect(plan.threadTs).toBe(shared.ts);
    expect(await toldTo()).toEqual([]);
  });

  it('“Not now” removes the private reply, and nothing is posted', async () => {
    const { shared, message } = await offered();
    await dana.click(message, { text: 'Not now' });
    await silently(shared);
  });
});

describe('with several organizations', () => {
  let beta: number;
  it('the private reply has a menu of them', async () => {
    beta = await addOrganization(dana, 'Beta & Söhne');
    const { shared, message } = await offered();
    await dana.select(message, { option: `Beta & Söhne (${beta})` });
    const plan = await answer(shared, /2 new/);
    expect(plan.text).toContain('All in Beta &amp; Söhne');
    expect(await toldTo()).toEqual([]);
  });

  it('a file whose rows name organizations can be read as each row says', async () => {
    const { shared, message } = await offered('Name,Email,Company\nCy,cy@acme.example,Acme Ltd\n');
    await dana.click(message, { text: 'As each row says' });
    await answer(shared, /1 new/);
  });

  it("a new user's own contacts.csv is imported with three clicks and without typing an id", async () => {
    const contacts =
      'First Name,Last Name,E-mail Address,Company\r\nIda,Berg,ida@fjord.example,Fjord AS\r\nOle,Dahl,ole@acme.example,acme ltd\r\n';
    const { shared, message } = await offered(contacts, { name: 'contacts.csv' });
    await dana.click(message, { text: 'As each row says' });
    const plan = await answer(shared, /Fjord AS/);
    await dana.click(plan, { text: /^Add/ });
    await dana.click(await answer(shared, /2 new/), { text: /^Apply/ });
    await answer(shared, /2 created/);
    const people = await db.execute(
      sql`select e.name, e.email, o.name as organization from end_user e join organization o on o.id = e.organization_id where e.name in ('Ida Berg', 'Ole Dahl') order by 1`,
    );
    expect(people).toEqual([
      { name: 'Ida Berg', email: 'ida@fjord.example', organization: 'Fjord AS' },
      { name: 'Ole Dahl', email: 'ole@acme.example', organization: 'Acme Ltd' },
    ]);
  });

  it('a file in a thread gets its private reply there', async () => {
    const talk = dana.post({ channel, text: 'here they come' });
    const { shared, message } = await offered(people, { threadTs: talk.ts });
    expect(message.threadTs).toBe(talk.ts);
    await dana.click(message, { text: 'Not now' });
    await silently(shared);
  });

  it('a large file is not read to its end to count its rows', async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => `Ana ${at},a${at}@acme.example\n`);
    const { message } = await offered(`Name,Email\n${rows.join('')}`);
    expect(message.text).toContain('july.csv looks like a list of end users');
  });

  it.each([
    ['its id', () => `these are org ${acme}`],
    ['its name', () => 'for org acme ltd, please'],
    ['its name with an &', () => 'org Beta & Söhne'],
    ['a mention of the bot', () => `<@${bot}> please`],
    ['a mention with an organization', () => `<@${bot}> org ${acme}`],
  ])('what is said in its thread takes the file: %s', async (_, text) => {
    const { shared } = await offered();
    dana.post({ channel, threadTs: shared.ts, text: text() });
    await answer(shared, /2 new|2 left out/);
    await idle();
    // With two organizations, the mention alone leaves the rows out, in a problem file.
    expect(botsIn(shared).filter(({ files }) => files.length === 0)).toHaveLength(1);
  });

  it('another member who may import can take it, once, however often Slack sends the event', async () => {
    const { shared, message } = await offered();
    lee.post({ channel, threadTs: shared.ts, text: `org ${acme}` });
    await answer(shared, /2 new/);
    const said = fake
      .deliveries()
      .filter(({ payload: { event } }) => JSON.stringify(event ?? '').includes(`"org ${acme}"`));
    await Promise.all(said.map(({ payload }) => fake.repeatEvent(payload)));
    await db.execute(sql`delete from seen_event`);
    await Promise.all(said.map(({ payload }) => fake.repeatEvent(payload)));
    await dana.click(message, { text: 'Not now' });
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('a choice after it was taken does nothing', async () => {
    const { shared, message } = await offered();
    dana.post({ channel, threadTs: shared.ts, text: `org ${acme}` });
    await answer(shared, /2 new/);
    await dana.select(message, { option: `Acme Ltd (${acme})` });
    const told = await toldTo();
    expect(told.at(-1)?.text).toContain('is being imported already');
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('a share that Slack sends again gets one private reply', async () => {
    const { shared } = await offered();
    const sent = fake.deliveries().filter(({ payload: { event } }) => {
      const { ts, subtype } = (event ?? {}) as { ts?: string; subtype?: string };
      return ts === shared.ts && subtype === 'file_share';
    });
    await db.execute(sql`delete from seen_event`);
    for (const { payload } of sent) await fake.repeatEvent(payload);
    expect(await toldTo()).toHaveLength(1);
  });

  it('an organization that does not exist takes nothing, and its member is told', async () => {
    const { shared } = await offered();
    dana.post({ channel, threadTs: shared.ts, text: 'org 999999' });
    expect((await toldTo()).at(-1)?.text).toContain('no organization with the id `999999`');
    dana.post({ channel, threadTs: shared.ts, text: 'org Acmee' });
    expect((await toldTo()).at(-1)?.text).toContain('no organization named “Acmee”');
    expect(botsIn(shared)).toEqual([]);
  });

  it('other talk in the thread, and a mention elsewhere, leaves it alone', async () => {
    const { shared } = await offered();
    dana.post({ channel, threadTs: shared.ts, text: 'thanks, I will organize it' });
    const elsewhere = dana.post({ channel, text: `<@${bot}> hello` });
    await answer(elsewhere, /share a CSV file/);
    await idle();
    expect(botsIn(shared)).toEqual([]);
  });

  it('after 14 days it is no longer taken', async () => {
    const { shared, message } = await offered();
    await db.execute(
      sql`update import set created_at = now() - interval '15 days' where share_ts = ${shared.ts}`,
    );
    const asked = dana.post({ channel, threadTs: shared.ts, text: `<@${bot}>` });
    await answer(asked, /share a CSV file/);
    await dana.select(message, { option: `Acme Ltd (${acme})` });
    expect((await toldTo()).at(-1)?.text).toContain('more than 14 days ago');
  });

  it('a message that is edited to name an organization takes its file', async () => {
    const shared = await share(dana, channel, people, { text: 'new people' });
    await idle();
    dana.edit(shared, 'new people!');
    await idle();
    expect(botsIn(shared)).toEqual([]);
    dana.edit(shared, `new people of org ${acme}`);
    await answer(shared, /2 new/);
    await idle();
    dana.edit(shared, `new people of org ${acme}, thanks`);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('a message that is edited to mention the bot takes its file', async () => {
    const shared = await share(dana, channel, people, { text: 'new people' });
    await idle();
    dana.edit(shared, `new people <@${bot}>`);
    await answer(shared, /2 new|2 left out/);
  });

  it('a reply that is edited to name an organization takes the file of its thread', async () => {
    const { shared } = await offered();
    const reply = dana.post({ channel, threadTs: shared.ts, text: 'orgg' });
    dana.edit(reply, `org ${acme}`);
    await answer(shared, /2 new/);
  });

  it('a file that an edit adds is read', async () => {
    const posted = dana.post({ channel, text: `for org ${acme}` });
    await dana.attach(posted, [{ name: 'late.csv', content: people }]);
    expect((await answer(posted, /2 new/)).text).toContain('late.csv');
    await idle();
    expect(botsIn(posted)).toHaveLength(1);
  });

  it('a file that is taken while it is read is not left alone', async () => {
    fake.faults.add({ method: 'download', answer: { delayMs: 1_000 } });
    const shared = await share(dana, channel, people);
    await fake.until(
      async () => {
        const [row] = await db.execute(sql`select state from import where share_ts = ${shared.ts}`);
        return row?.state === 'reading';
      },
      { what: 'the reading' },
    );
    dana.post({ channel, threadTs: shared.ts, text: `org ${acme}` });
    await answer(shared, /2 new/);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('naming an organization by its name in the message addresses the bot', async () => {
    const shared = await share(dana, channel, people, { text: 'july people of org Acme Ltd.' });
    await answer(shared, /2 new/);
    expect(await toldTo()).toEqual([]);
  });
});

it('a problem file without ids is answered in the thread, wherever it is shared', async () => {
  const plan = await answer(
    await share(dana, channel, 'Name,Email\nAda,a@x.example\nBo,nope\n', { text: `org ${acme}` }),
    /1 left out/,
  );
  const file = await fake.until(() => botsIn(plan).flatMap((message) => fake.files(message))[0], {
    what: 'the problem file',
  });
  const fixed = (await file.content()).toString().replace('Bo,nope', 'Bo,bo@x.example');
  await answer(await share(dana, channel, fixed), /1 new|Which organization/);
  expect(await toldTo()).toEqual([]);
});

describe('a file that cannot be read', () => {
  const workbook = Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}[Content_Types].xml xl/workbook.xml`);

  it.each([
    ['a workbook', 'people.xlsx', workbook, /save it as "CSV UTF-8/],
    ['a broken workbook', 'people.xls', 'nothing', /can't be imported/],
    [
      'a table without a header',
      'people.csv',
      'Ana,ana@acme.example\nBo,bo@acme.example\n',
      /no known column/,
    ],
    [
      'a table without a header, with an id',
      'x.csv',
      '12,,Ana,a@b.example\n13,,Bo,b@b.example\n',
      /no known column/,
    ],
    ['a table on its side', 'x.csv', 'Name,Ana,Bo\nEmail,a@x.example,b@x.example\nPhone,1,2\n', /Transpose/],
    ['people in an open quote', 'x.csv', 'name,email\n"Ana,a@b.example\nBo,b@b.example\n', /quote/],
  ])('%s gets its sentence privately', async (_, name, content, text) => {
    const shared = await share(dana, channel, content, { name });
    const told = await toldTo();
    expect(told.map((message) => message.text)).toEqual([expect.stringMatching(text)]);
    expect(botsIn(shared)).toEqual([]);
  });

  it('is refused in its thread once its member mentions the bot there', async () => {
    const shared = await share(dana, channel, workbook, { name: 'people.xlsx' });
    await idle();
    dana.post({ channel, threadTs: shared.ts, text: `<@${bot}>` });
    await answer(shared, /can't be imported/);
  });
});

describe('a text file', () => {
  it('with an id column is answered like a CSV file', async () => {
    const shared = await share(dana, channel, `customer_id\tname\n${acme}\tAna\n`, { name: 'people.txt' });
    await answer(shared, /1 new/);
  });

  it.each(['Dear all, mail ana@acme.example\nthanks\n', 'Ana, ana@acme.example, +1 555 0100\n'])(
    'of prose gets nothing: %j',
    async (content) => {
      await silently(await share(dana, channel, content, { name: 'notes.txt' }));
    },
  );
});

describe('nobody hears anything about', () => {
  it.each([
    ['a sales list', 'date,amount\n2026-01-01,12\n', 'sales.csv'],
    ['a list of places', 'name,price\nPen,12\n', 'items.csv'],
    ['a web page', '<!doctype html><html><body>hi</body></html>', 'page.csv'],
    ['a document', '%PDF-1.7', 'offer.pdf'],
  ])('%s', async (_, content, name) => {
    await silently(await share(dana, channel, content, { name }));
  });

  it('people in a message of another bot', async () => {
    await silently(await share(fake.member('helper'), channel, people));
  });

  it('people and a workbook in a channel with another company, except for the member', async () => {
    const shared = await share(dana, 'with-partner', people);
    const told = await toldTo();
    expect(told).toHaveLength(1);
    expect(botsIn(shared)).toEqual([]);
    const theirs = await share(fake.member('pat'), 'with-partner', people);
    await idle();
    expect(botsIn(theirs)).toEqual([]);
    expect(fake.ephemerals('pat')).toEqual([]);
  });
});

describe('a member who may not import', () => {
  beforeEach(async () => {
    await command(dana, channel, `/endusers access grant <@${mia.id}> view`);
  });
  afterAll(() => command(dana, channel, `/endusers access revoke <@${mia.id}>`));

  it('hears nothing about their own file, and cannot take one of others', async () => {
    const { shared } = await offered();
    const before = mia.ephemerals().length;
    const theirs = await share(mia, channel, people);
    mia.post({ channel, threadTs: shared.ts, text: `org ${acme}` });
    await idle();
    expect([...botsIn(theirs), ...botsIn(shared), ...mia.ephemerals().slice(before)]).toEqual([]);
    mia.post({ channel, threadTs: shared.ts, text: `<@${bot}> org ${acme}` });
    await fake.until(() => mia.ephemerals().length > before, { what: 'a denial' });
    expect(mia.ephemerals().at(-1)?.text).toContain('You need the role edit');
    await idle();
    expect(botsIn(shared)).toEqual([]);
  });

  it('is denied when they lost the role before they choose', async () => {
    await command(dana, channel, `/endusers access grant <@${mia.id}> edit`);
    const before = mia.ephemerals().length;
    const shared = await share(mia, channel, people);
    const message = await fake.until(() => mia.ephemerals()[before], { what: 'the private reply' });
    await command(dana, channel, `/endusers access grant <@${mia.id}> view`);
    await mia.select(message, { option: `Acme Ltd (${acme})` });
    await fake.until(() => mia.ephemerals().at(-1)?.text.includes('You need the role edit'));
    await idle();
    expect(botsIn(shared)).toEqual([]);
  });
});
