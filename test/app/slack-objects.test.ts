// Files that Slack has no bytes for, shared with a mention of the bot: the refusal calls them by their name.
import { expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, botsIn, idle } = await startTestApp();
const dana = fake.member('dana');
const text = `<@${fake.app().botUserId}> please`;
await addOrganization(dana, 'Acme Ltd');

it.each([
  ['quip', 'a Slack canvas'],
  ['list', 'a Slack list'],
  ['email', 'an email'],
] as const)('mode %s is %s', async (mode, name) => {
  const files = [{ name: 'New people', content: 'x', mode, mimetype: null }];
  const shared = await dana.share({ channel: 'end-users', text, files });
  expect((await answer(shared, /can't be imported/)).text).toContain(`It is ${name}, not a CSV file`);
  await idle();
  expect(botsIn(shared)).toHaveLength(1);
});
