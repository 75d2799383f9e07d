// `blocks.validate`: Slack's check of messages and forms that aren't sent.
import { afterAll, expect, test } from 'vitest';
import { startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { validateBlocks } from '../../src/slack/web/validate-blocks.ts';
import { section } from './block-samples.ts';
import { botClient, refusal } from './clients.ts';

const fake = await startFakeSlack();
afterAll(() => fake.close());
const client = botClient(fake);
const tooLong = section('x'.repeat(3001));
const divider = { type: 'divider' } as const;
const title = { type: 'plain_text', text: 'Edit' } as const;
const modal = { type: 'modal', title } as const;

test('accepts what could be sent, without any scope', async () => {
  const { token } = fake.install({ workspace: fake.app().teamId, scopes: [] });
  const without = botClient(fake, token);
  expect(await without.blocks.validate({ blocks: [divider] })).toMatchObject({ ok: true });
  expect(await without.blocks.validate({ message: { blocks: [divider] } })).toMatchObject({ ok: true });
  expect(await without.blocks.validate({ view: { ...modal, blocks: [divider] } })).toMatchObject({
    ok: true,
  });
});

test.each([
  ['blocks', { blocks: [tooLong] }, 'invalid_blocks', '/0/text/text'],
  ['message', { message: { blocks: [divider, tooLong] } }, 'invalid_message', '/blocks/1/text/text'],
  ['view', { view: { ...modal, blocks: [tooLong] } }, 'invalid_view', '/blocks/0/text/text'],
])('says what is wrong with %s, and where', async (_, payload, error, pointer) => {
  const message = 'must be less than 3001 characters';
  expect(await refusal(client.apiCall('blocks.validate', payload))).toMatchObject({
    ok: false,
    error,
    errors: [{ pointer, code: 'failed_constraint', message }],
  });
});

test('takes exactly one of the three', async () => {
  const both = { blocks: [divider], message: { blocks: [divider] } };
  for (const args of [{}, both])
    expect(await refusal(client.blocks.validate(args))).toMatchObject({ error: 'invalid_arguments' });
});

test('the app reads what Slack says', async () => {
  const complaints = await validateBlocks(client, { message: { blocks: Array(51).fill(divider) } });
  expect(complaints).toEqual(['no more than 50 items allowed at /blocks']);
});
