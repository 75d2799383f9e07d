// The same request arrives again: in the same or another process, at the same time, soon, or much later.
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { type Delivery, type Message, signatureHeaders } from '../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack();
const ports = [await port(), await port()];
const { addOrganization, answer, applied, botsIn, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const dana = fake.member('dana');
const bot = fake.app().botUserId;
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

afterEach(() => fake.faults.clear());

async function port(): Promise<number> {
  return (await startAppOn(fake, { DATABASE_URL: url })).port;
}

/** The last event about this message, or the last click or command, that the fake sent to the app. */
function last(kind: Delivery['kind'], message?: Message): Delivery {
  const isIt = ({ payload }: Delivery) => {
    const { ts, bot_id: bot } = (payload.event ?? {}) as { ts?: string; bot_id?: string };
    return message === undefined ? bot === undefined : ts === message.ts;
  };
  const found = fake.deliveries().findLast((delivery) => delivery.kind === kind && isIt(delivery));
  if (!found) throw new Error(`no ${kind} was brought`);
  return found;
}

/** Sends the request to both processes, twice each, at the same time, with new signatures. Resolves with the responses. */
async function replay({ kind, payload }: Pick<Delivery, 'kind' | 'payload'>): Promise<string[]> {
  const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  const isJson = kind === 'events_api';
  const body = isJson
    ? JSON.stringify(payload)
    : new URLSearchParams(form as Record<string, string>).toString();
  const headers = {
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    ...signatureHeaders(fake.signingSecret, body, Math.floor(Date.now() / 1000)),
  };
  const answers = await Promise.all(
    [...ports, ...ports].map(async (to) => {
      const answered = await fetch(`http://127.0.0.1:${to}/slack/events`, { method: 'POST', headers, body });
      expect(answered.status).toBe(200);
      return answered.text();
    }),
  );
  await idle();
  return answers;
}

/** Everything in the database except processed events, and all messages. */
async function everything() {
  const rows = await db.execute(sql`
    select (select json_agg(i order by id) from import i) as imports,
      (select json_agg(e order by id) from export e) as exports,
      (select json_agg(e order by id) from end_user e) as people,
      (select json_agg(o order by id) from organization o) as organizations,
      (select json_agg(o order by id) from operation o) as operations`);
  return { rows, said: fake.calls().filter(({ method }) => /^chat\.|^files\.|response_url/.test(method)) };
}

async function leavesAll(came: Delivery): Promise<void> {
  await idle();
  const before = await everything();
  expect((await replay(came)).filter(Boolean)).toEqual([]);
  expect(await everything()).toEqual(before);
}

describe('the same event again changes nothing and is not answered', () => {
  it('about a shared file whose import is over', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Ana\n`);
    await fake.settled();
    const event = last('events_api', shared);
    await applied(dana, shared);
    await leavesAll(event);
  });

  it('about a question, even if the bot may not read its own answer', async () => {
    const group = fake.addChannel({ kind: 'mpim', members: ['dana', 'lee', bot] });
    const asked = dana.post({ channel: group.id, text: `<@${bot}> what can you do?` });
    await answer(asked, /share a CSV file/);
    await fake.settled();
    await leavesAll(last('events_api', asked));
  });

  it('of a member who is denied', async () => {
    const sam = fake.member('sam');
    fake.invite(channel, 'sam');
    const asked = sam.post({ channel, text: `<@${bot}> hello` });
    await fake.until(() => sam.ephemerals()[0], { what: 'the refusal' });
    await fake.settled();
    await leavesAll(last('events_api', asked));
  });

  it('about the bot being added to a channel', async () => {
    fake.member(bot).join('random');
    await fake.until(() => fake.messages('random').find(({ user }) => user === bot));
    await leavesAll(last('events_api'));
  });
});

it('an event that arrives in two processes at the same time for the first time is processed once', async () => {
  const group = fake.addChannel({ kind: 'mpim', members: ['dana', bot] });
  const asked = dana.post({ channel: group.id, text: `<@${bot}> are you there?` });
  await answer(asked, /share a CSV file/);
  await fake.settled();
  const mention = last('events_api', asked);
  fake.connect(undefined);
  const again = dana.post({ channel: group.id, text: `<@${bot}> and now?` });
  const shared = await share(dana, channel, `customer_id,name\n${acme},Bo\n`);
  fake.connect(`http://127.0.0.1:${ports[0]}`);
  const { ts, text, files } = shared;
  const event = { ...(mention.payload.event as object), channel: again.channel, ts: again.ts };
  const ofShare = {
    ...event,
    type: 'message',
    channel: shared.channel,
    ts,
    text,
    files: files.map((id) => ({ id, file_access: 'check_file_info' })),
  };
  await replay({ kind: 'events_api', payload: { ...mention.payload, event_id: 'EvNEW1', event } });
  await replay({ kind: 'events_api', payload: { ...mention.payload, event_id: 'EvNEW2', event: ofShare } });
  await answer(again, /share a CSV file/);
  await answer(shared, /1 new/);
  expect([botsIn(again).length, botsIn(shared).length]).toEqual([1, 1]);
});

it('an event that failed is processed when Slack sends it again, and then never again', async () => {
  fake.faults.add({ method: 'users.info', answer: { error: 'fatal_error' } });
  // Someone whom the app has not asked Slack about yet.
  const eve = fake.member(fake.addMember({ name: 'eve' }).id);
  const asked = eve.post({ channel: eve.directMessages(), text: 'hello' });
  await answer(asked, /share a CSV file/);
  await fake.settled();
  const event = last('events_api', asked);
  expect(event.retry).toBeDefined();
  await leavesAll(event);
  expect(botsIn(asked)).toHaveLength(1);
});

describe('the same command again', () => {
  it.each(['org add Beta Ltd', 'org add Acme Ltd', 'orgs', 'help', 'nonsense', 'export all', 'template'])(
    'is not answered: %s',
    async (line) => {
      expect(await dana.command(channel, `/endusers ${line}`)).toMatchObject({ ok: true });
      await leavesAll(last('slash_commands'));
    },
  );
});

describe('the same click again', () => {
  it('does nothing, even if the click would be possible again', async () => {
    const shared = await share(dana, channel, `customer_id,name\n${acme},Dee\n`);
    const result = await applied(dana, shared);
    const apply = last('interactive');
    await dana.click(result, { text: /^Undo/ });
    const undone = await answer(shared, /Undone by/);
    const undo = last('interactive');
    await dana.click(undone, { text: /^Redo/ });
    await answer(shared, /Applied again by/);
    const redo = last('interactive');
    for (const click of [apply, undo, redo]) await leavesAll(click);
  });
});

it('processed events are forgotten after a day', async () => {
  await db.execute(sql`update seen_event set seen_at = now() - interval '25 hours'`);
  for (let commands = 0; commands < 3; commands++) await dana.command(channel, '/endusers help');
  const [left] = await db.execute(sql`
    select count(*)::integer as seen, count(*) filter (where seen_at < now() - interval '1 day')::integer as old
    from seen_event`);
  expect(left).toEqual({ seen: 3, old: 0 });
});
