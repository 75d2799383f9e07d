import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Act, Acted, Change, State, Uploaded } from '../../playground/fake-slack/api.ts';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/start.ts';
import { botClient } from './clients.ts';
import { startRecordingApp } from './recording-app.ts';

let fake: FakeSlack;
let app: Awaited<ReturnType<typeof startRecordingApp>>;
beforeAll(async () => {
  app = await startRecordingApp();
  fake = await startFakeSlack({ appUrl: app.url });
});
afterAll(async () => {
  await fake.close();
  await app.stop();
});
beforeEach(() => app.received.splice(0));

const stateFor = async (as: string) =>
  (await (await fetch(`${fake.url}/playground/state?as=${as}`)).json()) as State;
const act = async (wish: Act | object) => {
  const response = await fetch(`${fake.url}/playground/act`, { method: 'POST', body: JSON.stringify(wish) });
  return { status: response.status, ...((await response.json()) as Acted) };
};

test('the state shows the workspace as this member sees it', async () => {
  const state = await stateFor('dana');
  expect(state.workspace.name).toBe('Harbor Support');
  expect(state.me).toMatchObject({ name: 'dana', kind: 'admin' });
  expect(state.bot).toMatchObject({ id: fake.app().botUserId });
  expect(state.connected).toBe(true);
  expect(state.channels.map(({ name, isMember }) => [name, isMember])).toContainEqual(['random', true]);
  const gus = await stateFor('gus');
  expect(gus.channels.find(({ name }) => name === 'private-desk')).toBeUndefined();
  expect(gus.channels.find(({ name }) => name === 'random')).toMatchObject({ isMember: false });
});

test('an upload and a share make a message with a file that the browser can open', async () => {
  const sent = await fetch(`${fake.url}/playground/upload?name=people.csv`, {
    method: 'POST',
    body: 'name\nÁna\n',
  });
  const { upload, size } = (await sent.json()) as Uploaded;
  expect(size).toBe(10);
  const shared = await act({
    as: 'dana',
    do: 'share',
    channel: 'end-users',
    text: 'Please',
    uploads: [upload],
  });
  expect(shared).toMatchObject({ ok: true, ts: expect.any(String) });
  const { messages } = await stateFor('lee');
  const file = messages.C0ENDUSERS?.at(-1)?.files[0];
  expect(file).toMatchObject({ name: 'people.csv', size: 10 });
  expect(await (await fetch(`${fake.url}${file?.url}`)).text()).toBe('name\nÁna\n');
  expect(await act({ as: 'dana', do: 'share', channel: 'end-users', uploads: [upload] })).toMatchObject({
    status: 400,
    error: 'There is no such upload',
  });
});

test('replies are told by their thread, ephemerals only to who may see them', async () => {
  const { ts } = (await act({ as: 'dana', do: 'post', channel: 'C0ENDUSERS', text: 'First' })) as {
    ts: string;
  };
  await act({ as: 'lee', do: 'post', channel: 'C0ENDUSERS', text: 'Reply', threadTs: ts });
  const { chat } = botClient(fake);
  await chat.postEphemeral({ channel: 'C0ENDUSERS', user: fake.member('dana').id, text: 'Only dana' });
  const dana = (await stateFor('dana')).messages.C0ENDUSERS ?? [];
  expect(dana.slice(-3)).toMatchObject([
    { text: 'First', replies: 1, threadTs: ts },
    { text: 'Reply', threadTs: ts, isBot: false },
    { text: 'Only dana', ephemeral: true, isBot: true },
  ]);
  const lee = (await stateFor('lee')).messages.C0ENDUSERS ?? [];
  expect(lee.map(({ text }) => text)).not.toContain('Only dana');
});

test('commands, clicks and choices go to the app, and what was chosen is in the state', async () => {
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const { ts } = await botClient(fake).chat.postMessage({
    channel: 'C0ENDUSERS',
    text: 'Plan',
    blocks: [
      {
        type: 'actions',
        block_id: 'acts',
        elements: [
          { type: 'button', action_id: 'apply', text: plain('Apply'), value: '7' },
          { type: 'static_select', action_id: 'choose', options: [{ text: plain('Keep'), value: 'keep' }] },
        ],
      },
    ],
  });
  await fake.settled();
  app.received.splice(0);
  const at = { as: 'dana', channel: 'C0ENDUSERS', ts: String(ts), blockId: 'acts' };
  expect(
    await act({ as: 'dana', do: 'command', channel: 'end-users', text: '/endusers orgs' }),
  ).toMatchObject({ ok: true });
  expect(await act({ ...at, do: 'click', actionId: 'apply' })).toMatchObject({ ok: true });
  expect(await act({ ...at, do: 'select', actionId: 'choose', value: 'keep' })).toMatchObject({ ok: true });
  const said = app.received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  expect(said[0]).toMatchObject({ command: '/endusers', text: 'orgs' });
  expect(JSON.parse(said[1]?.payload ?? '')).toMatchObject({ actions: [{ action_id: 'apply', value: '7' }] });
  expect(JSON.parse(said[2]?.payload ?? '')).toMatchObject({
    actions: [{ selected_option: { value: 'keep' } }],
  });
  const message = (await stateFor('dana')).messages.C0ENDUSERS?.find((one) => one.ts === ts);
  expect(message?.chosen).toEqual({ acts: { choose: 'keep' } });
});

test('a modal is shown, submitted with its errors, and closed', async () => {
  await act({ as: 'dana', do: 'command', channel: 'end-users', text: '/endusers add' });
  const trigger_id = new URLSearchParams(app.received.at(-1)?.body).get('trigger_id') ?? '';
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  await botClient(fake).views.open({
    trigger_id,
    view: {
      type: 'modal',
      title: plain('Add'),
      submit: plain('Save'),
      blocks: [
        { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input' } },
      ],
    },
  });
  const [modal] = (await stateFor('dana')).modals;
  expect(modal).toMatchObject({ title: 'Add', submit: 'Save', errors: {} });
  const view = String(modal?.id);
  expect(await act({ as: 'dana', do: 'submit', view, values: { name: null } })).toMatchObject({
    ok: false,
    error: 'The field "Name" must be filled before this can be submitted',
  });
  expect(await act({ as: 'dana', do: 'submit', view, values: { name: 'Ana' } })).toMatchObject({
    ok: true,
    errors: {},
  });
  expect((await stateFor('dana')).modals).toEqual([]);
});

describe('what is no act', () => {
  test.each([
    ['nobody', { as: 'nobody', do: 'post', channel: 'end-users', text: 'x' }, 'There is no member "nobody"'],
    ['nothing known', { as: 'dana', do: 'dance' }, 'not an act'],
    [
      'a channel that one isn’t in',
      { as: 'gus', do: 'post', channel: 'random', text: 'x' },
      'gus is not in random',
    ],
  ])('%s is answered with a sentence', async (_, wish, sentence) => {
    const { status, ...answer } = await act(wish);
    expect(status).toBe(400);
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining(sentence) });
  });
});

test('changes are told as they come, others’ ephemerals not', async () => {
  const ending = new AbortController();
  const response = await fetch(`${fake.url}/playground/changes?as=lee`, { signal: ending.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain(': connected');
  await botClient(fake).chat.postEphemeral({
    channel: 'C0ENDUSERS',
    user: fake.member('dana').id,
    text: 'x',
  });
  const { ts } = fake.member('dana').post({ channel: 'end-users', text: 'Hello' });
  const line = String((await reader?.read())?.value);
  const change = JSON.parse(line.slice('data: '.length)) as Change;
  expect(change).toEqual({ kind: 'message', channel: 'C0ENDUSERS', ts });
  ending.abort();
});

test('joining and leaving a channel, erasing a message, and opening direct messages', async () => {
  fake.addMember({ name: 'kim' });
  await act({ as: 'kim', do: 'join', channel: 'random' });
  const { ts } = (await act({ as: 'kim', do: 'post', channel: 'random', text: 'oops' })) as { ts: string };
  await act({ as: 'kim', do: 'erase', channel: 'random', ts });
  expect(fake.messages('random').map(({ text }) => text)).not.toContain('oops');
  await act({ as: 'kim', do: 'leave', channel: 'random' });
  expect((await stateFor('kim')).messages).not.toHaveProperty('C0RANDOM00');
  const { channel } = (await act({ as: 'kim', do: 'open direct messages' })) as { channel: string };
  expect((await stateFor('kim')).channels[0]).toMatchObject({
    id: channel,
    kind: 'im',
    other: fake.app().botUserId,
  });
});
