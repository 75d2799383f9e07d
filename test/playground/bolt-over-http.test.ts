import type { App, BlockAction } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/start.ts';
import type { Message } from '../../playground/fake-slack/world/records.ts';
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

describe('messages', () => {
  test('a file shared in a channel reaches the app, which answers in the thread', async () => {
    await run((app) => {
      app.event('message', async ({ event, client }) => {
        if (event.subtype !== 'file_share') return;
        const names = event.files?.map((file) => file.name).join(', ');
        await client.chat.postMessage({ channel: event.channel, thread_ts: event.ts, text: `Got ${names}` });
      });
    });
    const shared = await fake.member('dana').share({
      channel: 'end-users',
      text: 'Please',
      files: [{ name: 'people.csv', content: 'name\nAna\n' }],
    });
    const answer = await fake.until(() => fake.thread('end-users', shared.ts)[1], { what: 'the answer' });
    expect(answer).toMatchObject({ text: 'Got people.csv', user: fake.app().botUserId });
  });

  test('a listener that throws is asked again, and its second answer counts', async () => {
    let calls = 0;
    await run((app) => {
      app.event('message', async ({ event, client }) => {
        if (!('user' in event) || event.user !== fake.member('dana').id) return;
        calls += 1;
        if (calls === 1) throw new Error('not now');
        await client.chat.postMessage({ channel: event.channel, text: `After ${calls} tries` });
      });
    });
    fake.member('dana').post({ channel: 'end-users', text: 'Hello' });
    await fake.until(() => fake.messages('end-users').find(({ text }) => text === 'After 2 tries'));
    await fake.settled();
    const tries = fake.deliveries().filter(({ payload }) => JSON.stringify(payload).includes('"Hello"'));
    expect(tries.map(({ retry }) => retry?.number)).toEqual([undefined, 1]);
  });
});

describe('commands', () => {
  test('are acknowledged with a private answer', async () => {
    await run((app) => {
      app.command('/endusers', ({ ack, command }) => ack({ text: `You said ${command.text}` }));
    });
    const ack = await fake.member('lee').command('end-users', '/endusers help me');
    expect(ack).toMatchObject({
      ok: true,
      message: { text: 'You said help me', onlyFor: fake.member('lee').id },
    });
    expect(fake.ephemerals('lee')).toHaveLength(1);
    expect(fake.ephemerals('dana')).toHaveLength(0);
  });
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

  test('a click updates the message, and its button is gone', async () => {
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

  test('a click can be answered through its response URL, in place or for the member alone', async () => {
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

  test('a choice comes with its value, and the state of every menu', async () => {
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

  test('a click on an ephemeral carries no message, and can replace it', async () => {
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

describe('modals', () => {
  const view = (title: string) => ({
    type: 'modal' as const,
    callback_id: 'add',
    private_metadata: '12',
    title: plain(title),
    submit: plain('Save'),
    notify_on_close: true,
    blocks: [
      {
        type: 'input' as const,
        block_id: 'name',
        label: plain('Name'),
        element: { type: 'plain_text_input' as const, action_id: 'value' },
      },
      {
        type: 'input' as const,
        block_id: 'role',
        optional: true,
        label: plain('Role'),
        element: {
          type: 'static_select' as const,
          action_id: 'role_choice',
          options: [{ text: plain('Admin'), value: 'admin' }],
        },
      },
    ],
  });
  const opening = (app: App) =>
    app.command('/endusers', async ({ ack, client, command }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: view('Add') });
    });
  const opened = async () => {
    await fake.member('dana').command('end-users', '/endusers add');
    return fake.until(() => fake.member('dana').modal(), { what: 'the modal' });
  };

  test('what is typed comes with the submit, which closes the modal', async () => {
    const seen: unknown[] = [];
    await run((app) => {
      opening(app);
      app.view('add', async ({ ack, view: { state, private_metadata }, body }) => {
        await ack();
        seen.push(
          private_metadata,
          state.values.name?.value?.value,
          state.values.role?.role_choice?.selected_option?.value,
        );
        seen.push(body.user.id);
      });
    });
    const done = await fake.member('dana').submit(await opened(), { name: 'Ana', role: 'Admin' });
    expect(done).toMatchObject({ ok: true, errors: {} });
    expect(seen).toEqual(['12', 'Ana', 'admin', fake.member('dana').id]);
    expect(fake.member('dana').modal()).toBeUndefined();
  });

  test('errors keep it open, another view takes its place', async () => {
    await run((app) => {
      opening(app);
      app.view('add', async ({ ack, view: { state } }) => {
        if (state.values.name?.value?.value === 'x')
          await ack({ response_action: 'errors', errors: { name: 'Too short' } });
        else await ack({ response_action: 'update', view: view('Added') });
      });
    });
    const modal = await opened();
    const wrong = await fake.member('dana').submit(modal, { name: 'x' });
    expect(wrong).toMatchObject({ errors: { name: 'Too short' }, view: { id: modal.id } });
    const right = await fake.member('dana').submit(modal, { name: 'Ana' });
    expect(right.view?.content).toMatchObject({ title: { text: 'Added' } });
  });

  test('a field that must be filled keeps it from being submitted, as Slack’s own client does', async () => {
    await run(opening);
    const modal = await opened();
    await expect(fake.member('dana').submit(modal)).rejects.toThrow('The field "Name" must be filled');
    await expect(fake.member('dana').submit(modal, { nmae: 'x' })).rejects.toThrow(
      'There is no field "nmae"',
    );
  });

  test('modals stack three high, and closing says so', async () => {
    const closed: string[] = [];
    await run((app) => {
      opening(app);
      app.view({ callback_id: 'add', type: 'view_closed' }, async ({ ack, view: { id } }) => {
        await ack();
        closed.push(id);
      });
      app.view('add', ({ ack }) => ack({ response_action: 'push', view: view('Next') }));
    });
    const first = await opened();
    const dana = fake.member('dana');
    const second = (await dana.submit(first, { name: 'a' })).view;
    const third = second && (await dana.submit(second, { name: 'b' })).view;
    if (!third) throw new Error('no third modal');
    await expect(dana.submit(third, { name: 'c' })).rejects.toThrow('push_limit_reached');
    await dana.closeView(third);
    expect(closed).toEqual([third.id]);
    expect(dana.modal()?.id).toBe(second?.id);
  });

  test('a trigger opens one modal, and not after its time', async () => {
    await fake.close();
    fake = await startFakeSlack({ triggerLifeMs: -1 });
    const errors: string[] = [];
    await run((app) =>
      app.command('/endusers', async ({ ack, client, command }) => {
        await ack();
        await client.views
          .open({ trigger_id: command.trigger_id, view: view('Add') })
          .catch((error: Error) => {
            errors.push(error.message);
          });
      }),
    );
    await fake.member('dana').command('end-users', '/endusers add');
    await fake.until(() => errors[0]);
    expect(errors).toEqual(['An API error occurred: expired_trigger_id']);
  });
});
