// Messages to the bot without a file, and the message that it posts when it joins a channel.
import { describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, answer, botsIn, idle, privately } = await startTestApp();
const dana = fake.member('dana');
const bot = fake.app().botUserId;
fake.invite('end-users', 'sam');

async function isHelpedOnce(message: Message): Promise<void> {
  const help = await answer(message, /share a CSV file/);
  expect(help.text).toContain('/endusers export');
  expect(help.threadTs).toBe(message.threadTs ?? message.ts);
  await idle();
  expect(botsIn(message)).toHaveLength(1);
}

describe('the help', () => {
  it('answers a direct message', async () => {
    await isHelpedOnce(dana.post({ channel: dana.directMessages(), text: 'hello?' }));
  });

  it('answers a mention in a channel', async () => {
    await isHelpedOnce(dana.post({ channel: 'end-users', text: `<@${bot}> what can you do` }));
  });

  it('answers a mention in a thread', async () => {
    const talk = dana.post({ channel: 'end-users', text: 'How do we import people?' });
    await isHelpedOnce(dana.post({ channel: 'end-users', threadTs: talk.ts, text: `<@${bot}> ?` }));
  });

  it('answers a mention that an edit adds, once', async () => {
    const asked = dana.post({ channel: 'end-users', text: 'what can you do' });
    await idle();
    await isHelpedOnce(dana.edit(asked, `<@${bot}> what can you do`));
  });

  it('is posted once, however often Slack sends the event', async () => {
    const asked = dana.post({ channel: dana.directMessages(), text: 'anybody there?' });
    await answer(asked, /share a CSV file/);
    const { payload } = fake.deliveries().findLast(({ kind }) => kind === 'events_api')!;
    await Promise.all([fake.repeatEvent(payload), fake.repeatEvent(payload)]);
    await idle();
    expect(botsIn(asked)).toHaveLength(1);
  });

  it('is not posted for bots, nor for members who may not use the app', async () => {
    const another = fake.member('helper').post({ channel: 'end-users', text: `<@${bot}> hello` });
    const guest = fake.member('sam').post({ channel: 'end-users', text: `<@${bot}> hello` });
    await privately(fake.member('sam'), /You can't use this app/);
    await idle();
    expect([...botsIn(another), ...botsIn(guest)]).toEqual([]);
    expect(fake.ephemerals('helper')).toEqual([]);
    expect(fake.ephemerals('sam')).toHaveLength(1);
  });
});

describe('when it is added to a channel', () => {
  it('the bot posts once what it does', async () => {
    fake.member(bot).join('random');
    const greeting = await fake.until(() => fake.messages('random').find(({ user }) => user === bot));
    expect(greeting.text).toContain('Nothing changes until you approve it');
    const { payload } = fake.deliveries().findLast(({ kind }) => kind === 'events_api')!;
    await fake.repeatEvent(payload);
    fake.member('lee').leave('random');
    fake.member('lee').join('random');
    await idle();
    expect(fake.messages('random').filter(({ user }) => user === bot)).toHaveLength(1);
  });
});
