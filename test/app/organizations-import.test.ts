// A file about organizations in Slack: the plan, its choices, the result, undo and redo, and who may do that.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta GmbH');
const toBot = { text: `<@${fake.app().botUserId}>` };

it('shows what changes, applies it, takes it back, and applies it again', async () => {
  const file = `customer_id,business_name,action,address1,website\n${acme},Acme Holding,,1 Main St,acme.example\n${beta},Beta GmbH,archive,,\n,Ceta SA,,,\n,Acme Inc,,,\n`;
  const shared = await share(dana, channel, file, { name: 'companies.csv' });
  const { text } = await answer(shared, /Apply to 3 organizations/);
  expect(text).toContain('1 new · 1 updated (1 cell) · 1 archived · 1 left out');
  expect(text).toContain(`Acme Ltd · ${acme} · \`name\`: Acme Ltd → Acme Holding`);
  expect(text).toContain('1 new organization:');
  expect(text).toContain('New, line 4: Ceta SA');
  expect(text).toContain('1 name looks like that of an organization you already have');
  expect(text).toContain(`Acme Inc looks like Acme Ltd · ${acme}`);
  expect(text).toMatch(/Columns not read: .*website.*address1/);
  expect(text).not.toMatch(/end user/);
  const result = await applied(dana, shared);
  expect(result.text).toContain('1 created · 1 updated (1 cell) · 1 archived. 1 left out.');
  const list = await command(dana, channel, '/endusers orgs');
  expect(list).toContain('Acme Holding');
  expect(list).toContain('Ceta SA');
  expect(list).not.toContain('Beta GmbH');
  await dana.click(result, { text: /^Undo/ });
  const undone = await answer(shared, /Undone by/);
  expect(undone.text).toContain('1 organization removed · 2 reverted (2 cells)');
  expect(await command(dana, channel, '/endusers orgs')).toContain('Acme Ltd');
  await dana.click(undone, { text: /^Redo/ });
  await answer(shared, /Applied again by/);
  expect(await command(dana, channel, '/endusers orgs')).toContain('Acme Holding');
  const [, id] = /import (\d+)/.exec(result.text)!;
  expect(await command(dana, channel, `/endusers undo ${id}`)).toContain(
    'remove 1 organization and revert 2',
  );
  expect(await command(dana, channel, `/endusers results ${id}`)).toContain('companies.csv');
});

it('the choice creates a name that is nearly that of another organization', async () => {
  const shared = await share(dana, channel, 'business_name\nCeta Ltd\n', toBot);
  const plan = await answer(shared, /looks like Ceta SA/);
  await dana.select(plan, { actionId: /look-alikes/, option: 'Create anyway' });
  await answer(shared, /Apply to 1 organization/);
  await applied(dana, shared);
  expect(await command(dana, channel, '/endusers orgs ceta')).toContain('Ceta Ltd');
});

it('warns when the same file is shared again, of which nothing is left to do', async () => {
  const file = `customer_id,business_name\n${acme},Acme Group\n`;
  await applied(dana, await share(dana, channel, file));
  await command(dana, channel, `/endusers org rename ${acme} to Acme Ltd`);
  const again = await share(dana, channel, file);
  expect((await answer(again, /Apply to 1 organization/)).text).toContain('already applied');
});

it('takes an admin', async () => {
  const shared = await share(fake.member('lee'), channel, `customer_id,business_name\n${acme},Nope\n`);
  expect((await answer(shared, /only admins/)).text).toContain('Nothing was changed');
  const byDana = await share(dana, channel, `customer_id,business_name\n${acme},Acme Lee\n`);
  const plan = await answer(byDana, /Apply to 1 organization/);
  await fake.member('lee').click(plan, { text: /^Apply/ });
  await fake.until(
    () =>
      fake
        .member('lee')
        .ephemerals()
        .find(({ text }) => /import organizations/.test(text)),
    {
      what: 'the denial',
    },
  );
});

it('an export of the organizations is imported again without a change, and a stale one renames nothing back', async () => {
  await addOrganization(dana, '=cmd|x Ltd');
  const { text, file, message } = await exported(dana, channel, '/endusers export orgs');
  const { name } = file;
  expect(name).toMatch(/_organizations_\d{4}(_\d\d){5}\.csv$/);
  expect(message.text).toMatch(/\d organizations/);
  expect(message.text).not.toContain('end user');
  expect(text).toMatch(/^\uFEFF?customer_id,business_name\r\n/);
  expect(text).toContain(`${acme},Acme Ltd\r\n`);
  expect(text).toContain(`,"'=cmd|x Ltd"\r\n`);
  expect(text).not.toContain('Beta GmbH');
  const same = await share(dana, channel, text, { name });
  expect((await answer(same, /Nothing to change/)).text).not.toContain('left out');
  await command(dana, channel, `/endusers org rename ${acme} to Acme World`);
  const stale = await share(dana, channel, text.replace('Ceta SA', 'Ceta Spain'), { name });
  const plan = await answer(stale, /Apply to 1 organization/);
  expect(plan.text).toContain('Ceta SA → Ceta Spain');
  expect(plan.text).not.toContain('Acme World');
  await applied(dana, stale);
  const archived = await exported(dana, channel, '/endusers export orgs archived');
  expect(archived.text).toContain('Beta GmbH');
  expect(archived.text).not.toContain('Acme');
  expect(await command(dana, channel, '/endusers downloads')).toContain('organizations');
});
