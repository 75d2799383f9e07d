// The playground's page in a real browser, with the real app: the first steps of a new user.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pageRoutes } from '../../playground/page/serve-page.ts';
import { startTestApp } from '../app/running-app.ts';
import { browserOn, hasBrowser, narrow, type Size, skipReason, wide } from './browser.ts';
import { noTimeouts } from './no-timeouts.ts';

describe.skipIf(!hasBrowser)(`the playground's page${skipReason}`, async () => {
  if (!hasBrowser) return;
  const { fake } = await startTestApp({ ...noTimeouts, routes: await pageRoutes() });
  const open = await browserOn(fake.url);

  const composer = (page: Page) => page.getByRole('textbox', { name: 'Message #end-users', exact: true });
  const pickFiles = async (page: Page, files: { name: string; content: string }[]) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Files' }).first().click(),
    ]);
    await chooser.setFiles(
      files.map(({ name, content }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })),
    );
  };
  const isWiderThanTheWindow = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

  test.each<[string, Size, string]>([
    ['wide', wide, 'Acme Ltd'],
    ['narrow', narrow, 'Beta & Söhne'],
  ])(
    'in a %s window a member adds an organization, shares a file, reads the plan and applies it',
    async (_, size, organization) => {
      const { page, problems } = await open('#/dana/C0ENDUSERS', size);
      await composer(page).fill(`/endusers org add ${organization}`);
      await composer(page).press('Enter');
      const added = page.getByRole('article').filter({ hasText: `Added ${organization}` });
      await added.getByText('Only visible to you').waitFor();
      const id = /\(id (\d+)\)/.exec(await added.innerText())?.[1];

      const content = `customer_id,name,email\n${id},Ana Núñez,ana@acme.example\n${id},Bo,nope\n`;
      await pickFiles(page, [{ name: 'new-people.csv', content }]);
      await composer(page).fill(`the new ones of ${organization}`);
      await page.getByRole('button', { name: 'Send' }).first().click();
      const share = page.getByRole('article').filter({ hasText: `the new ones of ${organization}` });
      await share.getByText('2 replies').click();

      const thread = page.getByRole('complementary', { name: 'Thread' });
      await thread.getByText('ana@acme.example').waitFor();
      await thread.getByText('line 3: email "nope" is not a valid address').waitFor();
      expect(await isWiderThanTheWindow(page)).toBe(false);
      await thread.getByRole('button', { name: 'Apply to 1 end user' }).click();
      await thread.getByText('1 created').waitFor();
      expect(await thread.getByRole('button', { name: 'Apply' }).count()).toBe(0);

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        thread.getByRole('link', { name: /new-people_problems\.csv/ }).click(),
      ]);
      expect(await readFile(await download.path(), 'utf8')).toContain(
        'email ""nope"" is not a valid address',
      );

      await page.keyboard.press('Escape');
      await thread.waitFor({ state: 'detached' });
      await composer(page).waitFor();
      expect(problems).toEqual([]);
    },
  );

  test('several dropped files are shared in one message', async () => {
    const { page } = await open('#/dana/C0ENDUSERS', wide);
    await composer(page).waitFor();
    const files = await page.evaluateHandle(() => {
      const dropped = new DataTransfer();
      for (const name of ['one.csv', 'two.csv']) dropped.items.add(new File(['customer_id,name\n'], name));
      return dropped;
    });
    await page.dispatchEvent('.conversation', 'dragenter', { dataTransfer: files });
    await page.getByText('Drop to share in #end-users').waitFor();
    await page.dispatchEvent('.conversation', 'drop', { dataTransfer: files });
    await page.getByRole('button', { name: 'Remove one.csv' }).waitFor();
    await composer(page).press('Enter');
    const shared = page.getByRole('article').filter({ hasText: 'one.csv' }).last();
    await shared.getByRole('link', { name: /two\.csv/ }).waitFor();
    await shared.getByText('2 replies').waitFor();
  });

  test('commands are completed while typing, and a thread refuses them', async () => {
    const { page } = await open('#/dana/C0ENDUSERS', wide);
    await composer(page).fill('/endusers he');
    await page.getByRole('list', { name: 'Commands' }).getByText('this list').waitFor();
    await composer(page).press('Tab');
    expect(await composer(page).inputValue()).toBe('/endusers help ');
    await composer(page).press('Enter');
    await page.getByText('/endusers org add <name>').last().waitFor();

    const { ts } = fake.member('dana').post({ channel: 'end-users', text: 'a thread to be' });
    await page.goto(`${fake.url}/#/dana/C0ENDUSERS/${ts}`);
    const reply = page.getByRole('textbox', { name: 'Message thread in #end-users' });
    await reply.fill('/endusers help');
    await reply.press('Enter');
    await page.getByRole('alert').getByText('no slash commands in threads').waitFor();
  });

  test('another member sees new messages as unread, and no ephemeral messages of others', async () => {
    const { page } = await open('#/lee/C0RANDOM00', wide);
    const channel = page.getByRole('link', { name: /^#end-users/ });
    await channel.waitFor();
    await fake.member('dana').command('end-users', '/endusers orgs');
    fake.member('dana').post({ channel: 'end-users', text: 'Hello @all' });
    await channel.getByTitle('1 unread').waitFor();
    await channel.click();
    await page.getByText('Hello @all').waitFor();
    expect(await page.getByText('Only visible to you').count()).toBe(0);
    await page.getByLabel('Play as').selectOption('dana');
    await page.getByText('Only visible to you').first().waitFor();
  });

  test('text of others is shown verbatim and runs no script', async () => {
    const hostile = '<img src=x onerror=alert(1)> <!channel> *not bold* [x](javascript:alert(2)) :wave:';
    await fake.member('dana').command('end-users', '/endusers org add Gamma');
    const share = await fake.member('dana').share({
      channel: 'end-users',
      text: hostile,
      files: [{ name: 'hostile.csv', content: `customer_id,name\n1,"${hostile}"\n` }],
    });
    const { page, problems } = await open(`#/dana/C0ENDUSERS/${share.ts}`, wide);
    const thread = page.getByRole('complementary', { name: 'Thread' });
    const cell = thread.getByRole('listitem').filter({ hasText: 'onerror' });
    expect(await cell.innerText()).toContain(hostile.slice(0, 28));
    expect(await cell.locator('img, a, b, strong, em').count()).toBe(0);
    expect(await thread.getByText(hostile).count()).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });
});
