// Where files can be shared, and which of them the bot answers.
import { describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { app, fake, addOrganization, answer, applied, botsIn, share, idle } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = `customer_id,name\n${acme},Ana\n`;
const bot = fake.app().botUserId;

async function expectSilence(message: Message): Promise<void> {
  await idle();
  expect(botsIn(message)).toEqual([]);
}

describe('a file of end users', () => {
  it.each([
    ['a channel', () => 'end-users'],
    ['a private channel', () => 'private-desk'],
    ['a direct message', () => dana.directMessages()],
    ['a channel shared with another company', () => 'with-partner'],
  ])('is answered in its thread, in %s', async (_, channel) => {
    const shared = await share(dana, channel(), csv);
    const plan = await answer(shared, /1 new/);
    expect(plan.threadTs).toBe(shared.ts);
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('in a thread is answered in that thread', async () => {
    const talk = dana.post({ channel: 'end-users', text: 'Here come the new people' });
    const shared = await share(dana, 'end-users', csv, { threadTs: talk.ts });
    const plan = await answer(shared, /1 new/);
    expect(plan.threadTs).toBe(talk.ts);
  });

  it('is read right after its upload, when Slack has no address for it yet', async () => {
    const shared = await dana.share({
      channel: 'end-users',
      files: [{ name: 'people.csv', content: csv, urlMissing: 2 }],
    });
    await answer(shared, /1 new/);
  });

  it('is read if Slack takes it for a snippet, or has no type for it', async () => {
    const snippet = await dana.share({
      channel: 'end-users',
      files: [{ name: 'people.csv', content: csv, mode: 'snippet', mimetype: null }],
    });
    await answer(snippet, /1 new/);
  });

  it('gets its own message, even if several files are in one message', async () => {
    const shared = await dana.share({
      channel: 'end-users',
      files: [
        { name: 'first.csv', content: csv },
        { name: 'second.csv', content: `customer_id,name\n${acme},Bo\n${acme},Cy\n` },
        { name: 'notes.txt', content: 'not a CSV file' },
      ],
    });
    const first = await answer(shared, /first\.csv[\s\S]*1 new/);
    const second = await answer(shared, /second\.csv[\s\S]*2 new/);
    expect(first.ts).not.toBe(second.ts);
    await idle();
    expect(botsIn(shared)).toHaveLength(2);
  });

  it('may have a byte-order mark, semicolons, and CRLF', async () => {
    const shared = await share(dana, 'end-users', `\uFEFFcustomer_id;name\r\n${acme};Jörg\r\n`);
    expect((await answer(shared, /1 new/)).text).toContain('Jörg');
  });
});

it('a file in a group message is answered there when the bot is mentioned', async () => {
  const group = fake.addChannel({ kind: 'mpim', members: ['dana', 'lee', bot] });
  const content = `customer_id,name\n${acme},Gus\n`;
  const shared = await share(dana, group.id, content, { text: `<@${bot}> please` });
  await answer(shared, /1 new/);
  await applied(dana, shared);
  expect(botsIn(shared)).toHaveLength(1);
});

/** Shares a file whose event has `filesOf(id)` in place of the file. */
async function sharedAs(name: string, filesOf: (id: string) => object[]): Promise<Message> {
  const example = await share(dana, 'end-users', csv);
  await fake.settled();
  const { payload } = fake
    .deliveries()
    .findLast(({ payload: { event } }) => (event as { ts?: string } | undefined)?.ts === example.ts)!;
  fake.connect(undefined);
  const shared = await share(dana, 'end-users', csv, { name });
  fake.connect(`http://127.0.0.1:${app.port}`);
  const event = { ...(payload.event as object), ts: shared.ts, files: filesOf(shared.files[0]!) };
  expect(await fake.repeatEvent({ ...payload, event_id: `Ev0 ${name}`, event })).toMatchObject({
    status: 200,
  });
  return shared;
}

const hint = (id: string) => ({ id, mode: 'file_access', file_access: 'check_file_info' });

it('a file that the event only hints at is looked up', async () => {
  const shared = await sharedAs('hinted.csv', (id) => [hint(id)]);
  expect((await answer(shared, /1 new/)).text).toContain('hinted.csv');
});

it("a file that Slack hints at, but does not show the app, doesn't stop the other files", async () => {
  const beside = (id: string) => ({ id, name: 'beside.csv', size: csv.length });
  const shared = await sharedAs('beside.csv', (id) => [hint('F0NOTHERE'), beside(id)]);
  await answer(shared, /1 new/);
  await idle();
  expect(botsIn(shared)).toHaveLength(1);
});

it('end users without a column of ids are imported into the organization that the message names', async () => {
  const text = `these are for org ${acme}`;
  const shared = await share(dana, 'end-users', 'name,email\nAna,ana@acme.example\n', { text });
  expect((await answer(shared, /1 new/)).text).toContain('Apply to 1 end user');
});

describe('in a channel, the bot ignores', () => {
  it('a CSV file of something else, even if the message names an organization', async () => {
    await expectSilence(
      await share(dana, 'end-users', 'date,city\n2026-01-01,Rome\n', { text: `sales of org ${acme}` }),
    );
  });

  it('a CSV file without a column of ids', async () => {
    await expectSilence(
      await share(dana, 'end-users', 'date,amount\n2026-01-01,12\n', { name: 'sales.csv' }),
    );
  });

  it('a broken CSV file without a column of ids', async () => {
    await expectSilence(await share(dana, 'end-users', 'sales,"12\n13\n', { name: 'sales.csv' }));
  });

  it('other files', async () => {
    await expectSilence(await share(dana, 'end-users', '%PDF-1.7 …', { name: 'offer.pdf' }));
  });

  it('messages without files', async () => {
    await expectSilence(dana.post({ channel: 'end-users', text: 'customer_id 12 called' }));
  });

  it('files of another bot', async () => {
    await expectSilence(await share(fake.member('helper'), 'end-users', csv));
  });

  it('an edited message whose file it already answered', async () => {
    const shared = await share(dana, 'end-users', csv, { text: 'new people' });
    await answer(shared, /1 new/);
    dana.edit(shared, 'new people of Acme');
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('its own files', async () => {
    const exported = await dana.command('end-users', `/endusers export ${acme}`);
    expect(exported.ok).toBe(true);
    const posted = await fake.until(() =>
      fake.messages('end-users').find(({ user, files }) => user === bot && files.length > 0),
    );
    await idle();
    expect(
      fake.thread('end-users', posted.threadTs!).filter(({ text }) => /new|unchanged/.test(text)),
    ).toEqual([]);
  });
});

describe('when it is asked, the bot explains the problem of', () => {
  const mention = { text: `<@${bot}> please` };

  it('a CSV file without a known column', async () => {
    const shared = await share(dana, 'end-users', 'date,amount\n2026-01-01,12\n', mention);
    const refused = await answer(shared, /can't be imported/);
    expect(refused.text).toContain('Nothing was changed');
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('a workbook', async () => {
    const workbook = Buffer.from(`PK\u0003\u0004${'\0'.repeat(26)}[Content_Types].xml xl/workbook.xml`);
    const shared = await share(dana, dana.directMessages(), workbook, { name: 'people.xlsx' });
    expect((await answer(shared, /can't be imported/)).text).toContain('save it as "CSV UTF-8');
  });

  it('an empty file', async () => {
    const shared = await share(dana, dana.directMessages(), '');
    expect((await answer(shared, /can't be imported/)).text).toMatch(/empty/i);
  });

  it('a file with a quote that never closes, with its line', async () => {
    const shared = await share(dana, 'end-users', `customer_id,name\n${acme},Ana\n${acme},"Bo\n${acme},Cy\n`);
    expect((await answer(shared, /can't be imported/)).text).toContain('line 3');
  });

  it('a file that was deleted before it was read', async () => {
    fake.faults.add({ method: 'files.info', answer: { delayMs: 300 } });
    const shared = await share(dana, dana.directMessages(), csv);
    await dana.eraseFile(shared.files[0]!);
    await answer(shared, /It was deleted in Slack/);
  });
});

describe('a member who deletes the message with the file at once', () => {
  it('leaves no message of the bot in the channel', async () => {
    fake.faults.add({ method: 'users.info', answer: { delayMs: 300 } });
    const lee = fake.member('lee');
    const shared = await share(lee, 'end-users', `${csv}${acme},""\n${acme},Bo,nope\n`);
    lee.erase(shared);
    await idle();
    const later = fake.messages('end-users').filter(({ ts }) => Number(ts) > Number(shared.ts));
    expect(later).toEqual([]);
  });
});
