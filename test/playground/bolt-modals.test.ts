import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
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

  test('a submission delivers the typed values and closes the modal', async () => {
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

  test('errors keep the modal open, and an update replaces it', async () => {
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

  test('a modal with an empty required field can’t be submitted, as in Slack’s client', async () => {
    await run(opening);
    const modal = await opened();
    await expect(fake.member('dana').submit(modal)).rejects.toThrow('The field "Name" must be filled');
    await expect(fake.member('dana').submit(modal, { nmae: 'x' })).rejects.toThrow(
      'There is no field "nmae"',
    );
  });

  test('at most three modals are stacked, and closing one notifies the app', async () => {
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

  test('a trigger id can’t open a modal after it has expired', async () => {
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
