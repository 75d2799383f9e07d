// Slack accepts a request and doesn't answer in time. The app repeats the request after a while, and posts nothing twice,
// even if Slack carries out the first request later.
//
// Each test waits for about a minute, so all run at once, each in its own channel.
import { expect, it } from 'vitest';
import type { FaultAnswer, Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, botsIn } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
/** The app waits for up to a minute; the rest is for a busy machine. */
const timeoutMs = 300_000;
let places = 0;

/** Adds a channel for one test. The first request with this method about the channel gets this answer. */
function silentFor(method: string, answer: FaultAnswer = 'hang') {
  const name = `case-${++places}`;
  const { id: channel } = fake.addChannel({ name, members: ['dana', fake.app().botUserId] });
  const own = new RegExp(`${channel}|${name}[._]`);
  fake.faults.add({ method, when: (args) => own.test(JSON.stringify(args)), answer });
  const content = `customer_id,name,email\n${acme},Ana,\n${acme},Bo,nope\n`;
  return { channel, share: () => dana.share({ channel, files: [{ name: `${name}.csv`, content }] }) };
}

/** Not a file, nor the mention of a member who has waited for long. */
const isPlan = (message: Message) => message.files.length === 0 && !message.text.startsWith('⏰');
const files = (message: Message) => botsIn(message).flatMap(fake.files);

it.concurrent.each(['chat.postMessage', 'chat.update', 'download', 'upload', 'files.completeUploadExternal'])(
  'an import whose %s is not answered gets its plan and its problem file, once',
  async (method) => {
    const shared = await silentFor(method).share();
    const plan = () => botsIn(shared).some(({ text }) => text.includes('Apply to 1 end user'));
    await fake.until(() => plan() && files(shared).length > 0, {
      timeoutMs,
      what: 'plan and problem file',
    });
    expect(botsIn(shared).filter(isPlan)).toHaveLength(1);
    expect(files(shared)).toHaveLength(1);
  },
  timeoutMs,
);

it.concurrent.each(['chat.postMessage', 'files.getUploadURLExternal', 'files.completeUploadExternal'])(
  'an export whose %s is not answered is posted once',
  async (method) => {
    const { channel } = silentFor(method);
    await dana.command(channel, `/endusers export ${acme}`);
    const done = () => fake.messages(channel).filter(({ botId, text }) => botId && text.startsWith('✅'));
    await fake.until(() => done().length > 0, { timeoutMs, what: 'the export' });
    expect(done()).toHaveLength(1);
    await fake.until(() => fake.messages(channel).flatMap(fake.files).length > 0);
    expect(fake.messages(channel).flatMap(fake.files)).toHaveLength(1);
  },
  timeoutMs,
);

/** Later than the app's timeout for a request, and earlier than its next try. */
const late: FaultAnswer = { delayMs: 20_000 };

it.concurrent.each(['chat.postMessage', 'files.completeUploadExternal'])(
  'an export whose %s is carried out after the app stopped waiting is posted once',
  async (method) => {
    const { channel } = silentFor(method, late);
    await dana.command(channel, `/endusers export ${acme}`);
    const done = () => fake.messages(channel).filter(({ botId, text }) => botId && text.startsWith('✅'));
    await fake.until(() => done().length > 0, { timeoutMs, what: 'the export' });
    const said = fake.messages(channel).filter(({ botId, threadTs, ts }) => botId && (threadTs ?? ts) === ts);
    expect(said).toHaveLength(1);
    await fake.until(() => fake.messages(channel).flatMap(fake.files).length > 0);
    expect(fake.messages(channel).flatMap(fake.files)).toHaveLength(1);
  },
  timeoutMs,
);
