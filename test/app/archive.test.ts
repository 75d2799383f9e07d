// Archiving in Slack: by command, by the button on an end user, and by a file.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, applied, command, exported, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
await applied(
  dana,
  await share(dana, channel, `customer_id,name,email\n${acme},Ana,ana@x.example\n${acme},Bo,bo@x.example\n`),
);
const all = () => exported(dana, channel, `/endusers export ${acme}`);
const [ana, bo] = (await all()).text
  .split('\r\n')
  .slice(1, 3)
  .map((line) => line.split(',')[1]!);

/** Clicks a button of the last private answer, and resolves with the answer to that. */
async function press(text: string) {
  const known = dana.ephemerals().length;
  await dana.click(dana.ephemerals().at(-1)!, { text });
  return fake.until(() => dana.ephemerals()[known], { what: `the answer to ${text}` });
}

it('a command archives an end user, who is then found only if asked for', async () => {
  expect(await command(dana, channel, `/endusers archive ${ana}`)).toContain('Archived Ana');
  expect(await command(dana, channel, `/endusers archive ${ana}`)).toContain('is archived already');
  expect((await all()).text).not.toContain('Ana');
  expect(await command(dana, channel, '/endusers find ana')).toContain('No end user has');
  expect(await command(dana, channel, '/endusers find ana archived')).toContain('Ana');
  expect(await command(dana, channel, '/endusers find archived')).not.toContain('Bo');
  const { text, message } = await exported(dana, channel, `/endusers export ${acme} archived`);
  expect(text).toContain('Ana');
  expect(text).not.toContain('Bo');
  expect(message.text).toContain('Acme Ltd (archived)');
});

it('the button on an end user archives and restores', async () => {
  expect(await command(dana, channel, `/endusers show ${ana}`)).toContain('Archived: in no export');
  expect((await press('Restore')).text).toContain('Restored Ana');
  await command(dana, channel, `/endusers show ${bo}`);
  expect((await press('Archive')).text).toContain('Archived Bo');
  expect((await press('Restore')).text).toContain('Restored Bo');
  expect(await command(dana, channel, `/endusers show ${bo} archived`)).toMatch(/Archived/);
});

it('a file archives, and its undo restores', async () => {
  const shared = await share(dana, channel, `contact_id,action\n${ana},archive\n${bo},\n`);
  const plan = await answer(shared, /1 archived/);
  expect(plan.text).toContain('1 unchanged');
  const result = await applied(dana, shared);
  expect(result.text).toContain('1 archived');
  expect((await all()).text).not.toContain('Ana');
  await dana.click(result, { text: /^Undo/ });
  await answer(shared, /Undone by/);
  expect((await all()).text).toContain('Ana');
});

it('"archive" in the message archives everyone in the file, and "restore" brings them back', async () => {
  const list = `contact_id\n${ana}\n${bo}\n`;
  const shared = await share(dana, channel, list, { text: 'Archive these, please' });
  await answer(shared, /2 archived/);
  await applied(dana, shared);
  expect(await command(dana, channel, '/endusers find archived')).toMatch(/Ana[\s\S]*Bo/);
  const back = await share(dana, channel, list, { text: `<@${fake.app().botUserId}> restore` });
  await answer(back, /2 restored/);
  await applied(dana, back);
  expect((await all()).text).toContain('Bo');
});

it('talk about archives archives nobody', async () => {
  const shared = await share(dana, channel, `contact_id,name\n${ana},Ana B\n`, { text: 'for the archive' });
  expect((await answer(shared, /1 updated/)).text).not.toContain('archived');
});

it('an end user who does not exist can be neither archived nor restored', async () => {
  expect(await command(dana, channel, '/endusers archive 999999')).toMatch(/no end user/i);
  expect(await command(dana, channel, '/endusers restore 999999')).toMatch(/no end user/i);
});

it('restoring by hand asks about whoever looks like the end user by now', async () => {
  await command(dana, channel, `/endusers archive ${ana}`);
  const shared = await share(dana, channel, `customer_id,name,email\n${acme},Ana II,ana@x.example\n`);
  const plan = await answer(shared, /who is archived/);
  await dana.select(plan, { actionId: 'choose-look-alikes', option: 'Create anyway' });
  await answer(shared, /\[ Apply/);
  await applied(dana, shared);
  const asked = await command(dana, channel, `/endusers restore ${ana}`);
  expect(asked).toMatch(/looks like Ana II · \d+ \(same email\)\. Nothing was changed/);
  expect(await command(dana, channel, `/endusers show ${ana}`)).toContain('Archived');
  await command(dana, channel, `/endusers restore ${ana}`);
  expect((await press('Restore anyway')).text).toContain('Restored Ana');
});
