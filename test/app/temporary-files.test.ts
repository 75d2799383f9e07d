// Temporary files that a killed process leaves behind are removed by the next one.
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { appProcess } from './app-process.ts';
import { conversationIn } from './conversation.ts';
import { settingsFor, startTestSlack } from './running-app.ts';

const { url } = await freshDatabase();
const fake = await startTestSlack();
const { addOrganization, command } = conversationIn(fake);
const folder = await mkdtemp(path.join(tmpdir(), 'temporary-files-test-'));
afterAll(() => rm(folder, { recursive: true }));

async function start() {
  const app = appProcess({ ...settingsFor(fake), DATABASE_URL: url, TMPDIR: folder });
  fake.connect(`http://127.0.0.1:${await app.ready()}`);
  return app;
}

/** The folders and files of the app. */
const ours = async () => (await readdir(folder)).filter((name) => name.startsWith('endusers-'));

it('the export of a killed process is gone when the next process has started, and other files stay', async () => {
  await writeFile(path.join(folder, 'endusers-of-somebody.txt'), 'mine');
  const app = await start();
  await addOrganization(fake.member('dana'), 'Acme Ltd');
  fake.faults.add({ method: 'upload', times: Infinity, answer: 'hang' });
  await command(fake.member('dana'), 'end-users', '/endusers export all');
  await expect.poll(ours).toHaveLength(2);
  const left = (await ours()).filter((name) => !name.endsWith('.txt'));
  expect((await stat(path.join(folder, left[0]!))).mode & 0o777).toBe(0o700);
  await fake.until(() => fake.calls('files.getUploadURLExternal').length > 0);
  app.kill('SIGKILL');
  await app.ended;
  expect(await ours()).toEqual(expect.arrayContaining(left));
  const next = await start();
  const now = await ours();
  expect(now).toContain('endusers-of-somebody.txt');
  expect(now).not.toEqual(expect.arrayContaining(left));
  next.kill('SIGKILL');
  await next.ended;
});
