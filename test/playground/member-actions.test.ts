import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { botClient, refusal } from './clients.ts';
import { noTimeouts } from './no-timeouts.ts';
import { eventsOf, startRecordingApp } from './recording-app.ts';

let fake: FakeSlack;
let app: Awaited<ReturnType<typeof startRecordingApp>>;
beforeEach(async () => {
  app = await startRecordingApp();
  fake = await startFakeSlack({ ...noTimeouts, appUrl: app.url });
});
afterEach(async () => {
  await fake.close();
  await app.stop();
});

const events = async () => {
  await fake.settled();
  return eventsOf(app.received.splice(0));
};

describe('a member', () => {
  test('edits an own message, and the app is notified', async () => {
    const dana = fake.member('dana');
    const message = dana.post({ channel: 'end-users', text: 'one' });
    await events();
    dana.edit(message, 'two & three');
    expect(fake.now(message)).toMatchObject({ text: 'two &amp; three', edited: { user: dana.id } });
    expect(await events()).toMatchObject([
      { subtype: 'message_changed', message: { user: dana.id, text: 'two &amp; three' } },
    ]);
    expect(() => fake.member('lee').edit(message, 'x')).toThrow('lee did not write that message');
  });

  test('deletes a file, which leaves a tombstone and no content', async () => {
    const dana = fake.member('dana');
    const message = await dana.share({ channel: 'end-users', files: [{ name: 'a.csv', content: 'x' }] });
    const id = message.files[0] ?? '';
    const { file } = await botClient(fake).files.info({ file: id });
    await dana.eraseFile(id);
    expect(await refusal(botClient(fake).files.info({ file: id }))).toMatchObject({ error: 'file_deleted' });
    const headers = { authorization: `Bearer ${fake.app().token}` };
    expect((await fetch(String(file?.url_private_download), { headers })).status).toBe(404);
    await expect(fake.member('lee').eraseFile(id)).rejects.toThrow('lee did not share that file');
  });

  test('acts only in the member’s channels', async () => {
    const gus = fake.member('gus');
    expect(() => gus.post({ channel: 'random', text: 'x' })).toThrow('gus is not in random');
    await expect(gus.command('private-desk', '/endusers')).rejects.toThrow('gus is not in private-desk');
    await expect(gus.share({ channel: 'nowhere', files: [] })).rejects.toThrow(
      'There is no channel "nowhere"',
    );
  });

  test('shares content of every kind', async () => {
    const { files } = await fake.member('dana').share({
      channel: 'end-users',
      files: [
        { name: 'text.csv', content: 'á' },
        { name: 'bytes.csv', content: Buffer.from([0xe1]) },
        { name: 'path.ts', content: { path: import.meta.filename } },
      ],
    });
    const [text, bytes, path] = files.map((id) => fake.file(id));
    expect(await text?.text()).toBe('á');
    expect(await bytes?.content()).toEqual(Buffer.from([0xe1]));
    expect(await path?.text()).toContain('shares content of every kind');
  });

  test('types text that notifies nobody', async () => {
    fake.member('dana').post({ channel: 'end-users', text: '<!channel> 1 < 2 <@U0LEE0000>' });
    expect(await events()).toMatchObject([{ text: '&lt;!channel&gt; 1 &lt; 2 <@U0LEE0000>' }]);
  });
});

describe('an admin', () => {
  test('deactivates a member', async () => {
    fake.changeMember('dana', { kind: 'deactivated' });
    const { user } = await botClient(fake).users.info({ user: fake.member('dana').id });
    expect(user).toMatchObject({ deleted: true });
    expect(user).not.toHaveProperty('is_admin');
  });

  test('removes the bot from a channel, where it then gets no events and can’t post', async () => {
    fake.kick('end-users', fake.app().botUserId);
    fake.member('dana').post({ channel: 'end-users', text: 'x' });
    expect(await events()).toEqual([]);
    const call = botClient(fake).chat.postMessage({ channel: 'C0ENDUSERS', text: 'x' });
    expect(await refusal(call)).toMatchObject({ error: 'not_in_channel' });
    fake.invite('end-users', fake.app().botUserId);
    await botClient(fake).chat.postMessage({ channel: 'C0ENDUSERS', text: 'back' });
  });

  test('archives a channel', async () => {
    fake.archive('end-users');
    const call = botClient(fake).chat.postMessage({ channel: 'C0ENDUSERS', text: 'x' });
    expect(await refusal(call)).toMatchObject({ error: 'is_archived' });
  });
});
