// Group messages, with and without the optional scopes.
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { scopes } from './manifest.ts';
import { idleOn, startAppOn, startTestSlack } from './running-app.ts';

describe.each([
  ['with the optional scopes', scopes],
  ['without the optional scopes', scopes.filter((scope) => !scope.startsWith('mpim:'))],
])('%s', async (_, granted) => {
  const isGranted = granted.includes('mpim:read');
  const fake = await startTestSlack();
  fake.install({ workspace: fake.app().teamId, scopes: granted });
  const { db, url } = await freshDatabase();
  await startAppOn(fake, { DATABASE_URL: url });
  const idle = idleOn(fake, db);
  const { addOrganization, answer, botsIn, command, exported, share } = conversationIn(fake);
  const dana = fake.member('dana');
  const bot = fake.app().botUserId;
  const acme = await addOrganization(dana, 'Acme Ltd');
  const group = fake.addChannel({ kind: 'mpim', members: ['dana', 'lee', bot] }).id;
  const csv = `customer_id,name\n${acme},Ana\n`;

  it(`a file is ${isGranted ? 'answered' : 'not seen'} without a mention`, async () => {
    const shared = await share(dana, group, csv);
    if (isGranted) await answer(shared, /1 new/);
    await idle();
    expect(botsIn(shared)).toHaveLength(isGranted ? 1 : 0);
  });

  it('a file is answered with a mention, once', async () => {
    const shared = await share(dana, group, csv, { text: `<@${bot}> please` });
    await answer(shared, /1 new/);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('a command is answered for what the bot can see', async () => {
    const line = `/endusers export ${acme}`;
    const text = await command(dana, group, line);
    expect(text).not.toContain("I'm not in this channel");
    expect(text).toContain(isGranted ? 'in a thread here' : "I can't see this conversation");
    await exported(dana, group, line, isGranted ? group : dana.directMessages());
  });

  it('a command in a conversation without the bot goes to direct messages', async () => {
    const others = fake.addChannel({ kind: 'mpim', members: ['dana', 'lee', 'mia'] }).id;
    expect(await command(dana, others, `/endusers export ${acme}`)).toContain(
      "I can't see this conversation",
    );
  });
});
