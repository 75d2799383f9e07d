// The command itself: `npm run playground`, as a child process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

async function startPlayground(env: Record<string, string>) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'endusers-playground-'));
  const playground = spawn(process.execPath, ['--import', 'tsx', 'playground/main.ts'], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: dataDir, ...env },
  });
  let output = '';
  for (const stream of [playground.stdout, playground.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  onTestFinished(async () => {
    playground.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    playground,
    output: () => output,
    ended: once(playground, 'close').then(([code]) => code as number | null),
  };
}

test('the playground says where its page is, and ends with 0 on Ctrl-C', { timeout: 60_000 }, async () => {
  const { playground, output, ended } = await startPlayground({ PORT: '0' });
  await Promise.race([once(playground.stdout, 'data'), ended]);
  expect(output().trim().split('\n')).toHaveLength(1);
  const url = /http:\S+/.exec(output())?.[0] ?? '';
  const page = await fetch(url);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const state = await fetch(new URL('/playground/state?as=dana', url));
  expect(await state.json()).toMatchObject({ connected: true, me: { name: 'dana' } });
  playground.kill('SIGINT');
  expect(await ended, output()).toBe(0);
});

test('a port that is taken is told in a sentence', { timeout: 60_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { output, ended } = await startPlayground({ PORT: String(port) });
  expect(await ended).toBe(1);
  expect(output()).toContain(`Port ${port} is taken`);
});
