// A member forwards a message with a file: its files are in an attachment of the new message.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, db, addOrganization, answer, botsIn, idle, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const mention = `<@${fake.app().botUserId}> please`;
const acme = await addOrganization(dana, 'Acme Ltd');
const original = await share(dana, 'private-desk', `customer_id,name\n${acme},Ana\n`, { name: 'july.csv' });
await answer(original, /1 new/);

it('is imported from a direct message', async () => {
  const forwarded = dana.forward(original, { channel: dana.directMessages() });
  expect((await answer(forwarded, /1 new/)).text).toContain('july.csv');
  await idle();
  expect(botsIn(forwarded)).toHaveLength(1);
});

it('is imported when the bot is mentioned', async () => {
  const forwarded = dana.forward(original, { channel, text: mention });
  await answer(forwarded, /1 new/);
  await idle();
  expect(botsIn(forwarded)).toHaveLength(1);
});

it('is imported when an edit mentions the bot', async () => {
  const forwarded = dana.forward(original, { channel, text: 'look' });
  await idle();
  dana.edit(forwarded, mention);
  await answer(forwarded, /1 new/);
});

it('is left alone when nobody asks the bot', async () => {
  const forwarded = dana.forward(original, { channel, text: 'look' });
  await idle();
  expect(botsIn(forwarded)).toEqual([]);
  expect(await db.execute(sql`select id from import where share_ts = ${forwarded.ts}`)).toEqual([]);
});
