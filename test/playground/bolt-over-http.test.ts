import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FakeSlack } from '../../playground/fake-slack/handle.ts';
import { startFakeSlack } from '../../playground/fake-slack/start.ts';
import { botClient } from './clients.ts';
import { startTinyApp } from './tiny-app.ts';

let fake: FakeSlack;
let stop: () => Promise<void> = async () => {};

beforeEach(async () => {
  fake = await startFakeSlack({ retryWaitsMs: [0, 5, 5] });
});

afterEach(async () => {
  await stop();
  stop = async () => {};
  await fake.close();
});

test('a file shared in a channel reaches the app, which answers in the thread', async () => {
  ({ stop } = await startTinyApp(fake, (app) => {
    app.event('message', async ({ event, client }) => {
      if (event.subtype !== 'file_share') return;
      const names = event.files?.map((file) => file.name).join(', ');
      await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: `Got ${names}` });
    });
  }));
  const shared = await fake.member('dana').share({
    channel: 'end-users',
    text: 'Please',
    files: [{ name: 'people.csv', content: 'name\nAna\n' }],
  });
  const answer = await fake.until(() => fake.thread('end-users', shared.ts)[1], { what: 'the answer' });
  expect(answer).toMatchObject({ text: 'Got people.csv', user: fake.app().botUserId });
});

test('a command is acknowledged with a private answer', async () => {
  ({ stop } = await startTinyApp(fake, (app) => {
    app.command('/endusers', async ({ ack, command }) => {
      await ack({ response_type: 'ephemeral', text: `You said ${command.text}` });
    });
  }));
  const ack = await fake.member('lee').command('end-users', '/endusers help me');
  expect(ack).toMatchObject({
    ok: true,
    message: { text: 'You said help me', onlyFor: fake.member('lee').id },
  });
  expect(fake.ephemerals('lee')).toHaveLength(1);
  expect(fake.ephemerals('dana')).toHaveLength(0);
});

test('a click updates the message through the response URL', async () => {
  ({ stop } = await startTinyApp(fake, (app) => {
    app.action('apply', async ({ ack, respond, action }) => {
      await ack();
      const value = action.type === 'button' ? action.value : '';
      await respond({ replace_original: true, text: `Applied ${value}` });
    });
  }));
  const { chat } = botClient(fake);
  const posted = await chat.postMessage({
    channel: 'C0ENDUSERS',
    text: 'Plan',
    blocks: [
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'apply', value: '7', text: { type: 'plain_text', text: 'Apply' } },
        ],
      },
    ],
  });
  const [message] = fake.thread('C0ENDUSERS', String(posted.ts));
  if (!message) throw new Error('no message');
  const ack = await fake.member('dana').click(message, { text: 'Apply' });
  expect(ack).toMatchObject({ ok: true });
  await fake.until(() => fake.now(message)?.text === 'Applied 7');
  await expect(fake.member('dana').click(message, { text: 'Apply' })).rejects.toThrow('There is no button');
});
