// `npm run dev`, as a child process.
import { mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { processesUsing, runScript } from './npm-script.ts';

const root = path.join(import.meta.dirname, '../..');

/** Notifies watchers of a change and changes nothing. */
async function touch(file: string): Promise<void> {
  const { atime, mtime } = await stat(path.join(root, file));
  await utimes(path.join(root, file), atime, mtime);
}

test('a change in src restarts the app and keeps the messages, and Ctrl-C leaves nothing running', {
  timeout: 300_000,
}, async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'endusers-dev-'));
  const dev = await runScript('dev', { DATA_DIR: dataDir, PORT: '0' });
  onTestFinished(() => rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }));
  const started = /A local Slack with the app: (\S+)/;
  await dev.outputMatches(started);
  const url = started.exec(dev.output())?.[1] ?? '';
  const post = { as: 'dana', do: 'post', channel: 'end-users', text: 'Still here' };
  await fetch(`${url}/playground/act`, { method: 'POST', body: JSON.stringify(post) });

  await touch('src/main.ts');
  await dev.outputMatches(/restarting the app[\s\S]*A local Slack with the app/);
  const state = await fetch(`${url}/playground/state?as=dana`);
  expect(await state.text()).toContain('Still here');

  dev.interrupt();
  await dev.ended;
  await vi.waitFor(async () => expect(await processesUsing(dataDir)).toEqual([]), 60_000);
});
