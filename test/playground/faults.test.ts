import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';

let fake: FakeSlack;
beforeEach(async () => {
  fake = await startFakeSlack();
});
afterEach(() => fake.close());

const say = (text: string) => botClient(fake).chat.postMessage({ channel: 'C0ENDUSERS', text });
const texts = () => fake.messages('end-users').map(({ text }) => text);

async function sharedUrl(content: string) {
  const message = await fake
    .member('dana')
    .share({ channel: 'end-users', files: [{ name: 'a.csv', content }] });
  const { file } = await botClient(fake).files.info({ file: message.files[0] ?? '' });
  return String(file?.url_private_download);
}
const download = (url: string) =>
  fetch(url, { headers: { authorization: `Bearer ${fake.app().token}` }, redirect: 'manual' });

test('a status replaces the answer as often as requested, and nothing is done', async () => {
  fake.faults.add({ method: 'chat.postMessage', times: 2, answer: { status: 500 } });
  await expect(say('one')).rejects.toThrow('statusCode = 500');
  await expect(say('two')).rejects.toThrow('statusCode = 500');
  await say('three');
  expect(texts()).toEqual(['three']);
  expect(fake.calls('chat.postMessage')).toHaveLength(3);
});

test('429 carries its Retry-After', async () => {
  fake.faults.add({ method: 'chat.postMessage', answer: { status: 429, retryAfter: 7 } });
  await expect(say('one')).rejects.toMatchObject({ retryAfter: 7 });
});

test('an error replaces the answer', async () => {
  fake.faults.add({ method: 'chat.postMessage', answer: { error: 'fatal_error' } });
  expect(await refusal(say('one'))).toMatchObject({ error: 'fatal_error' });
});

test('the connection breaks before or after the request is performed', async () => {
  fake.faults.add({ method: 'chat.postMessage', answer: 'reset' });
  await expect(say('lost')).rejects.toThrow();
  fake.faults.add({ method: 'chat.postMessage', answer: { acceptThenFail: true } });
  await expect(say('done')).rejects.toThrow();
  expect(texts()).toEqual(['done']);
});

test('a request is never answered', async () => {
  fake.faults.add({ method: 'auth.test', answer: 'hang' });
  const ask = fetch(`${fake.apiUrl}auth.test`, { method: 'POST', signal: AbortSignal.timeout(100) });
  await expect(ask).rejects.toThrow('timeout');
});

test('a fault applies only to matching arguments, until it is removed', async () => {
  const remove = fake.faults.add({
    method: 'chat.postMessage',
    times: Number.POSITIVE_INFINITY,
    when: (args) => args.text === 'bad',
    answer: { error: 'fatal_error' },
  });
  await say('good');
  expect(await refusal(say('bad'))).toMatchObject({ error: 'fatal_error' });
  expect(await refusal(say('bad'))).toMatchObject({ error: 'fatal_error' });
  remove();
  await say('bad');
  expect(texts()).toEqual(['good', 'bad']);
});

test('an answer is delayed', async () => {
  fake.faults.add({ method: 'chat.postMessage', answer: { delayMs: 1_000 } });
  const saying = say('late');
  await say('early');
  await saying;
  expect(texts()).toEqual(['early', 'late']);
});

test('a download breaks off', async () => {
  const url = await sharedUrl('0123456789');
  fake.faults.add({ method: 'download', answer: { cutAfterBytes: 4 } });
  const response = await download(url);
  expect(response.headers.get('content-length')).toBe('10');
  await expect(response.text()).rejects.toThrow('terminated');
  expect(await (await download(url)).text()).toBe('0123456789');
});

test('a download has a wrong Content-Length', async () => {
  const url = await sharedUrl('0123456789');
  fake.faults.add({ method: 'download', answer: { contentLength: 5 } });
  expect((await download(url)).headers.get('content-length')).toBe('5');
});

test('a download redirects', async () => {
  const url = await sharedUrl('x');
  fake.faults.add({ method: 'download', answer: { redirect: 'https://example.com/' } });
  const response = await download(url);
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe('https://example.com/');
});

test('an upload fails, or its answer is lost', async () => {
  const { files } = botClient(fake);
  const open = () => files.getUploadURLExternal({ filename: 'a.csv', length: 3 });
  const first = await open();
  fake.faults.add({ method: 'upload', answer: { status: 503 } });
  expect((await fetch(String(first.upload_url), { method: 'POST', body: 'abc' })).status).toBe(503);
  expect(
    await refusal(files.completeUploadExternal({ files: [{ id: String(first.file_id) }] })),
  ).toMatchObject({
    error: 'file_not_found',
  });
  const second = await open();
  fake.faults.add({ method: 'upload', answer: { acceptThenFail: true } });
  await expect(fetch(String(second.upload_url), { method: 'POST', body: 'abc' })).rejects.toThrow();
  await files.completeUploadExternal({ files: [{ id: String(second.file_id) }] });
});
