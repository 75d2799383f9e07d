import type { App, BlockAction } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, type Message, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { noTimeouts } from './no-timeouts.ts';
import { startTinyApp } from './tiny-app.ts';

let fake: FakeSlack;
let stop: () => Promise<void> = async () => {};

beforeEach(async () => {
  fake = await startFakeSlack({ ...noTimeouts, retryWaitsMs: [0, 5, 5] });
});
afterEach(async () => {
  await stop();
  stop = async () => {};
  await fake.close();
});

const run = async (add: (app: App) => void) => {
  ({ stop } = await startTinyApp(fake, add));
};
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (action_id: string, text: string, value?: string) => ({
  type: 'button' as const,
  action_id,
  text: plain(text),
  ...(value ? { value } : {}),
});

describe('buttons and menus', () => {
  const menu = {
    type: 'static_select' as const,
    action_id: 'choose',
    initial_option: { text: plain('Create them'), value: 'create' },
    options: [
      { text: plain('Create them'), value: 'create' },
      { text: plain('Leave out'), value: 'skip' },
    ],
  };
  const plan = (app: App, listen: (app: App) => void) => {
    app.event('message', async ({ event, client }) => {
      if (event.subtype !== undefined || !('user' in event) || event.user !== fake.member('dana').id) return;
      const elements = [button('apply', 'Apply', '7'), button('cancel', 'Cancel'), menu];
      const blocks = [{ type: 'actions' as const, block_id: 'acts', elements }];
      await client.chat.postMessage({ channel: event.channel, text: 'Plan', blocks });
    });
    listen(app);
  };
  const planned = async (): Promise<Message> => {
    fake.member('dana').post({ channel: 'end-users', text: 'Plan, please' });
    return fake.until(() => fake.messages('end-users').find(({ text }) => text === 'Plan'), {
      what: 'the plan',
    });
  };

  test('a click updates the message and removes its button', async () => {
    await run((app) =>
      plan(app, () =>
        app.action<BlockAction>('apply', async ({ ack, client, action, body }) => {
          await ack();
          const value = action.type === 'button' ? action.value : '';
          const at = { channel: String(body.channel?.id), ts: String(body.message?.ts) };
          await client.chat.update({ ...at, text: `Applied ${value} by <@${body.user.id}>`, blocks: [] });
        }),
      ),
    );
    const message = await planned();
    expect(await fake.member('lee').click(message, { text: 'Apply' })).toMatchObject({ ok: true });
    await fake.until(() => fake.now(message)?.text === `Applied 7 by <@${fake.member('lee').id}>`);
    await expect(fake.member('dana').click(message, { text: 'Apply' })).rejects.toThrow(
      'There is no button Apply here. There: none',
    );
  });

  test('a response URL replaces the message or answers only the member', async () => {
    await run((app) =>
      plan(app, () => {
        app.action('cancel', async ({ ack, respond }) => {
          await ack();
          await respond({ text: 'Only you see this' });
          await respond({ replace_original: true, text: 'Cancelled' });
        });
      }),
    );
    const message = await planned();
    await fake.member('dana').click(message, { actionId: 'cancel' });
    await fake.until(() => fake.now(message)?.text === 'Cancelled');
    expect(fake.ephemerals('dana').map(({ text }) => text)).toEqual(['Only you see this']);
  });

  test('a response to a click in a thread is in the channel, unless it names the thread', async () => {
    const dana = fake.member('dana');
    const { ts } = dana.post({ channel: 'end-users', text: 'A file' });
    const actions = { type: 'actions' as const, elements: [button('go', 'Go')] };
    await run((app) => {
      app.message('Here', ({ say }) =>
        say({ text: '', thread_ts: ts, blocks: [actions] }).then(() => undefined),
      );
      app.action<BlockAction>('go', async ({ ack, respond, body }) => {
        await ack();
        await respond({ replace_original: false, text: 'In the channel' });
        await respond({
          replace_original: false,
          text: 'In the thread',
          thread_ts: body.container.thread_ts,
        });
      });
    });
    dana.post({ channel: 'end-users', text: 'Here' });
    const reply = await fake.until(() => fake.thread('end-users', ts)[1]);
    await dana.click(reply, { text: 'Go' });
    await fake.until(() => dana.ephemerals().length === 2);
    expect(dana.ephemerals()).toMatchObject([
      { text: 'In the channel' },
      { text: 'In the thread', threadTs: ts },
    ]);
    expect(dana.ephemerals()[0]).not.toHaveProperty('threadTs');
  });

  test('a choice is delivered with its value and the state of every menu', async () => {
    const seen: unknown[] = [];
    await run((app) =>
      plan(app, () => {
        app.action<BlockAction>('choose', async ({ ack, action, body }) => {
          await ack();
          const option = action.type === 'static_select' ? action.selected_option.value : '';
          seen.push([option, body.state?.values.acts?.choose?.selected_option?.value]);
        });
        app.action<BlockAction>('apply', async ({ ack, body }) => {
          await ack();
          seen.push(body.state?.values.acts?.choose?.selected_option?.value);
        });
      }),
    );
    const message = await planned();
    const dana = fake.member('dana');
    await dana.click(message, { text: 'Apply' });
    await dana.select(message, { actionId: 'choose', option: 'Leave out' });
    await dana.click(message, { text: 'Apply' });
    expect(seen).toEqual(['create', ['skip', 'skip'], 'skip']);
    await expect(dana.select(message, { actionId: 'choose', option: 'Burn' })).rejects.toThrow(
      'There is no option "Burn"; there are: Create them, Leave out',
    );
  });

  test('a click on an ephemeral message is delivered without the message, and can replace it', async () => {
    const bodies: BlockAction[] = [];
    await run((app) => {
      app.command('/endusers', ({ ack }) =>
        ack({ text: 'Sure?', blocks: [{ type: 'actions', elements: [button('yes', 'Yes')] }] }),
      );
      app.action<BlockAction>('yes', async ({ ack, respond, body }) => {
        await ack();
        bodies.push(body);
        await respond({ replace_original: true, text: 'Done' });
      });
    });
    const { message } = await fake.member('dana').command('end-users', '/endusers');
    if (!message) throw new Error('no answer');
    await fake.member('dana').click(message, { text: 'Yes' });
    await fake.until(() => fake.ephemerals('dana')[0]?.text === 'Done');
    expect(bodies[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: message.ts } });
    expect(bodies[0]).not.toHaveProperty('message');
    await expect(fake.member('lee').click(message, { text: 'Yes' })).rejects.toThrow('can’t see');
  });
});
