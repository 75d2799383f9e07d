// Menus, confirmation dialogs, and modals on the playground's page, in a real browser.
import type { App } from '@slack/bolt';
import { afterAll, describe, expect, test } from 'vitest';
import { startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { pageRoutes } from '../../playground/page/serve-page.ts';
import { browserOn, hasBrowser, skipReason, wide } from './browser.ts';
import { noTimeouts } from './no-timeouts.ts';
import { startTinyApp } from './tiny-app.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });

const view = {
  type: 'modal' as const,
  callback_id: 'add',
  title: plain('Add an end user'),
  submit: plain('Save'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'typed' },
    },
    {
      type: 'input' as const,
      block_id: 'role',
      label: plain('Role'),
      element: {
        type: 'static_select' as const,
        action_id: 'chosen',
        options: [option('Buyer'), option('Boss')],
      },
    },
    {
      type: 'input' as const,
      block_id: 'wants',
      optional: true,
      label: plain('Wants'),
      element: {
        type: 'checkboxes' as const,
        action_id: 'ticked',
        options: [option('Bills'), option('News')],
      },
    },
  ],
};

const blocks = [
  {
    type: 'section' as const,
    text: { type: 'mrkdwn' as const, text: 'See <https://example.com/a|the list>' },
  },
  {
    type: 'section' as const,
    text: plain('Two people look alike.'),
    accessory: {
      type: 'static_select' as const,
      action_id: 'choice',
      placeholder: plain('What to do'),
      initial_option: option('Create'),
      options: [option('Create'), option('Update')],
    },
  },
  {
    type: 'actions' as const,
    elements: [
      {
        type: 'button' as const,
        action_id: 'undo',
        text: plain('Undo'),
        style: 'danger' as const,
        confirm: {
          title: plain('Undo it?'),
          text: plain('All of it.'),
          confirm: plain('Yes'),
          deny: plain('No'),
        },
      },
    ],
  },
];

describe.skipIf(!hasBrowser)(`controls on the playground's page${skipReason}`, async () => {
  if (!hasBrowser) return;
  const seen: unknown[] = [];
  const fake = await startFakeSlack({ ...noTimeouts, routes: await pageRoutes() });
  const app = await startTinyApp(fake, (bolt: App) => {
    bolt.command('/endusers', async ({ ack, client, command, respond }) => {
      await ack();
      if (command.text === 'add') await client.views.open({ trigger_id: command.trigger_id, view });
      else await respond({ text: 'blocks', blocks });
    });
    bolt.view('add', async ({ ack, view: { state } }) => {
      const name = state.values.name?.typed?.value;
      if (name === 'x') return ack({ response_action: 'errors', errors: { name: 'That is too short' } });
      seen.push(name, state.values.role?.chosen?.selected_option?.value);
      seen.push(state.values.wants?.ticked?.selected_options?.map(({ value }) => value));
      return ack();
    });
    bolt.action('choice', async ({ ack, action }) => {
      await ack();
      if (action.type === 'static_select') seen.push(action.selected_option.value);
    });
    bolt.action('undo', async ({ ack }) => {
      await ack();
      seen.push('undone');
    });
  });
  afterAll(async () => {
    await app.stop();
    await fake.close();
  });
  const open = await browserOn(fake.url);

  test('a modal shows the app’s errors and can be submitted', async () => {
    const { page, problems } = await open('#/dana/C0ENDUSERS', wide);
    await fake.member('dana').command('end-users', '/endusers add');
    const modal = page.getByRole('dialog', { name: 'Add an end user' });
    await modal.getByLabel('Name').fill('x');
    await modal.getByLabel('Role').selectOption('Boss');
    await modal.getByLabel('News').check();
    await modal.getByRole('button', { name: 'Save' }).click();
    await modal.getByRole('alert').getByText('That is too short').waitFor();
    await modal.getByLabel('Name').fill('Ana');
    await modal.getByRole('button', { name: 'Save' }).click();
    await modal.waitFor({ state: 'detached' });
    expect(seen.splice(0)).toEqual(['Ana', 'boss', ['news']]);
    expect(problems).toEqual([]);
  });

  test('Escape closes a modal', async () => {
    const { page } = await open('#/dana/C0ENDUSERS', wide);
    await fake.member('dana').command('end-users', '/endusers add');
    const modal = page.getByRole('dialog', { name: 'Add an end user' });
    await modal.waitFor();
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
    expect(fake.member('dana').modal()).toBeUndefined();
  });

  test('a menu shows the current choice, and a button with a confirmation dialog asks first', async () => {
    const { page } = await open('#/dana/C0ENDUSERS', wide);
    await fake.member('dana').command('end-users', '/endusers blocks');
    const message = page.getByRole('article').filter({ hasText: 'Two people look alike.' });
    const menu = message.getByRole('combobox', { name: 'What to do' });
    expect(await menu.inputValue()).toBe('create');
    await menu.selectOption('Update');
    await fake.until(() => seen.includes('update'));
    // The page is notified of the change.
    await expect.poll(() => menu.inputValue()).toBe('update');

    await message.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog', { name: 'Undo it?' }).getByRole('button', { name: 'No' }).click();
    await message.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog', { name: 'Undo it?' }).getByRole('button', { name: 'Yes' }).click();
    await fake.until(() => seen.includes('undone'));
    expect(seen).toEqual(['update', 'undone']);
  });

  test('a link in a message is blue, and underlined under the pointer', async () => {
    const { page } = await open('#/dana/C0ENDUSERS', wide);
    await fake.member('dana').command('end-users', '/endusers blocks');
    const link = page.getByRole('link', { name: 'the list' }).last();
    const style = () =>
      link.evaluate((element) => {
        const { color, textDecorationLine } = getComputedStyle(element);
        return [color, textDecorationLine];
      });
    expect(await style()).toEqual(['rgb(18, 100, 163)', 'none']);
    await link.hover();
    expect(await style()).toEqual(['rgb(18, 100, 163)', 'underline']);
  });

  test('a click that the app does not answer shows an error', async () => {
    const { page } = await open('#/dana/C0RANDOM00', wide);
    await fake.member('dana').command('random', '/endusers blocks');
    const menu = page.getByRole('combobox', { name: 'What to do' });
    await menu.waitFor();
    fake.connect(undefined);
    await menu.selectOption('Update');
    await page.getByRole('alert').getByText('The app did not answer').waitFor();
  });
});
