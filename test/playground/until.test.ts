import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';

let fake: FakeSlack;
beforeEach(async () => {
  fake = await startFakeSlack();
});
afterEach(() => fake.close());

const say = (text: string) => fake.member('dana').post({ channel: 'end-users', text });

test('until resolves with a value that exists already or appears later', async () => {
  say('before');
  expect(await fake.until(() => fake.messages('end-users')[0]?.text)).toBe('before');
  const later = fake.until(() => fake.messages('end-users')[1]?.text);
  say('later');
  expect(await later).toBe('later');
});

test('a condition may depend on something outside Slack, of which nothing tells', async () => {
  const startedAt = performance.now();
  expect(await fake.until(() => performance.now() > startedAt + 50)).toBe(true);
});

test('a timeout is an error that contains all messages', async () => {
  say('Hello');
  const waiting = fake.until(() => undefined, { timeoutMs: 20, what: 'a plan' });
  await expect(waiting).rejects.toThrow(
    /Timed out after 20 ms waiting for a plan\.[\s\S]*#end-users[\s\S]*dana: Hello/,
  );
});

test('an error in the condition ends the wait', async () => {
  const waiting = fake.until(() => {
    throw new Error('looked wrongly');
  });
  await expect(waiting).rejects.toThrow('looked wrongly');
});

test('a condition may be asynchronous', async () => {
  const { files } = await fake
    .member('dana')
    .share({ channel: 'end-users', files: [{ name: 'a.csv', content: 'abc' }] });
  expect(await fake.until(async () => (await fake.file(files[0] ?? '').text()) === 'abc')).toBe(true);
});

test('the report contains threads, direct messages, files, and ephemeral messages', async () => {
  const dana = fake.member('dana');
  const { ts } = say('First');
  dana.post({ channel: 'end-users', threadTs: ts, text: 'Reply & more' });
  await dana.share({ channel: dana.directMessages(), files: [{ name: 'a.csv', content: 'x' }] });
  await dana.command('end-users', '/endusers');
  expect(fake.report()).toBe(
    [
      '#end-users',
      '  dana: First',
      '    dana: Reply & more',
      'direct messages dana, endusers',
      '  dana: 📎 a.csv',
      'only for dana: /endusers failed with the error "dispatch_failed"',
    ].join('\n'),
  );
});
