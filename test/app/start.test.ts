// `/endusers` alone says, in a few lines, what this member may do next.
import { expect, it } from 'vitest';
import type { Driver } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, command } = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';

async function started(member: Driver) {
  const text = await command(member, channel, '/endusers');
  expect(text.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(8);
  return member.ephemerals().findLast((message) => message.text === text)!;
}

async function nextReply(member: Driver, act: () => Promise<unknown>) {
  const known = member.ephemerals().length;
  await act();
  return fake.until(() => member.ephemerals()[known], { what: 'a reply' });
}

it('in an empty workspace, an admin may add an organization, and others are told whom to ask', async () => {
  const admin = await started(dana);
  expect(admin.text).toContain('There are no organizations yet');
  expect(admin.text).not.toContain('Export');
  const asked = await nextReply(dana, () => dana.click(admin, { text: 'Add organization…' }));
  expect(asked.text).toContain('What is the name of the organization?');
  const other = await started(lee);
  expect(other.text).toContain('There are no organizations yet');
  expect(other.text).toContain('Ask a Slack admin or owner');
  expect(other.text).not.toContain('Add organization');
});

it('otherwise it has a button for each thing that the member may do, and all commands one click away', async () => {
  const acme = await addOrganization(dana, 'Acme Ltd');
  const admin = await started(dana);
  expect(admin.text).toContain(
    '[ Export… ]  [ Import guide ]  [ Find… ]  [ Organizations ]  [ Results ]  [ Downloads ]',
  );
  expect(admin.text).toContain('[ Access ]  [ Settings ]  [ All commands ]');
  const editor = await started(lee);
  expect(editor.text).toContain('[ Import guide ]');
  expect(editor.text).not.toMatch(/Access|Settings/);
  const guide = await nextReply(lee, () => lee.click(editor, { text: 'Import guide' }));
  expect(guide.text).toContain('click “Apply”');
  const all = await nextReply(lee, () => lee.click(editor, { text: 'All commands' }));
  expect(all.text).toContain('/endusers downloads');
  const which = await nextReply(lee, () => lee.click(editor, { text: 'Export…' }));
  expect(which.text).toContain('[ All of them ]  [ Acme Ltd ]');
  const accepted = await nextReply(lee, () =>
    lee.click(which, { text: 'Acme Ltd', value: `export ${acme}` }),
  );
  expect(accepted.text).toContain('Exporting the end users of Acme Ltd');
});

it('without a role there is only the help, and whom to ask', async () => {
  await command(dana, channel, '/endusers settings default role view');
  const viewer = await started(lee);
  expect(viewer.text).toContain('[ Results ]');
  expect(viewer.text).not.toContain('Import guide');
  await command(dana, channel, '/endusers settings default role none');
  const denied = await nextReply(lee, () => lee.click(viewer, { text: 'Results' }));
  expect(denied.text).toContain('You need the role view');
  const none = await started(lee);
  expect(none.text).toContain('You have no role in this app yet.');
  expect(none.text).toMatch(/\n\n\[ All commands \]$/);
});
