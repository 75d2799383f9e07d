// Slack takes a request and doesn't answer in time: after a while it is made again, and nothing is said or posted
// twice, also where Slack does it after all.
//
// Each waits for a minute at most, so all wait at once, each in a channel of its own.
import { expect, it } from 'vitest';
import type { FaultAnswer, Message } from '../../playground/fake-slack/fake-slack.ts';
import { runningApp } from './running-app.ts';

const { fake, addOrganization, botsIn } = await runningApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
const patience = { timeoutMs: 80_000 };
let places = 0;

/** A channel that only one case knows; the first request by this method that concerns it gets this answer. */
function silentFor(method: string, answer: FaultAnswer = 'hang') {
  const name = `case-${++places}`;
  const { id: channel } = fake.addChannel({ name, members: ['dana', fake.app().botUserId] });
  const own = new RegExp(`${channel}|${name}[._]`);
  fake.faults.add({ method, when: (args) => own.test(JSON.stringify(args)), answer });
  const content = `customer_id,name,email\n${acme},Ana,\n${acme},Bo,nope\n`;
  return { channel, share: () => dana.share({ channel, files: [{ name: `${name}.csv`, content }] }) };
}

const files = (message: Message) => botsIn(message).flatMap(fake.files);

it.concurrent.each(['chat.postMessage', 'chat.update', 'download', 'upload', 'files.completeUploadExternal'])(
  'an import whose %s is not answered comes to its plan and its problem file, once',
  async (method) => {
    const shared = await silentFor(method).share();
    const plan = () => botsIn(shared).some(({ text }) => text.includes('Apply to 1 end user'));
    await fake.until(() => plan() && files(shared).length > 0, {
      ...patience,
      what: 'plan and problem file',
    });
    expect(botsIn(shared).filter((message) => message.files.length === 0)).toHaveLength(1);
    expect(files(shared)).toHaveLength(1);
  },
  90_000,
);

it.concurrent.each(['chat.postMessage', 'files.getUploadURLExternal', 'files.completeUploadExternal'])(
  'an export whose %s is not answered comes, once',
  async (method) => {
    const { channel } = silentFor(method);
    await dana.command(channel, `/endusers export ${acme}`);
    const done = () => fake.messages(channel).filter(({ botId, text }) => botId && text.startsWith('✅'));
    await fake.until(() => done().length > 0, { ...patience, what: 'the export' });
    expect(done()).toHaveLength(1);
    await fake.until(() => fake.messages(channel).flatMap(fake.files).length > 0);
    expect(fake.messages(channel).flatMap(fake.files)).toHaveLength(1);
  },
  90_000,
);

/** After our patience, and before we ask again. */
const late: FaultAnswer = { delayMs: 20_000 };

it.concurrent.each(['chat.postMessage', 'files.completeUploadExternal'])(
  'an export whose %s is done later than we wait for it comes, once',
  async (method) => {
    const { channel } = silentFor(method, late);
    await dana.command(channel, `/endusers export ${acme}`);
    const done = () => fake.messages(channel).filter(({ botId, text }) => botId && text.startsWith('✅'));
    await fake.until(() => done().length > 0, { ...patience, what: 'the export' });
    const said = fake.messages(channel).filter(({ botId, threadTs, ts }) => botId && (threadTs ?? ts) === ts);
    expect(said).toHaveLength(1);
    await fake.until(() => fake.messages(channel).flatMap(fake.files).length > 0);
    expect(fake.messages(channel).flatMap(fake.files)).toHaveLength(1);
  },
  90_000,
);
