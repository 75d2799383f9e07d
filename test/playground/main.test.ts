// `npm run playground`, as a child process.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runScript } from './npm-script.ts';

/** For the whole test: the playground starts within 3 s on an idle machine. */
const timeout = 300_000;

async function startPlayground(port: number) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'endusers-playground-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }));
  return runScript('playground', { DATA_DIR: dataDir, PORT: String(port) });
}

test('the playground writes the URL of its page, and ends with 0 on Ctrl-C', { timeout }, async () => {
  const playground = await startPlayground(0);
  await playground.outputMatches(/http:\S+.*\n/);
  expect(playground.output().trim().split('\n')).toHaveLength(1);
  const url = /http:\S+/.exec(playground.output())?.[0] ?? '';
  const page = await fetch(url);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const state = await fetch(new URL('/playground/state?as=dana', url));
  expect(await state.json()).toMatchObject({ connected: true, me: { name: 'dana' } });
  playground.interrupt();
  expect(await playground.ended, playground.output()).toBe(0);
});

test('a taken port is reported in a sentence', { timeout }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const playground = await startPlayground(port);
  expect(await playground.ended).toBe(1);
  expect(playground.output()).toContain(`Port ${port} is taken`);
});
