// `npm start` builds first. Two at the same moment, in one checkout, must not break each other.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { freshDatabase } from '../database.ts';
import { settingsFor, startTestSlack } from './running-app.ts';

const checkout = await mkdtemp(path.join(tmpdir(), 'checkout-'));
const running = new Set<ChildProcess>();
afterAll(async () => {
  // npm passes a signal on to the app, but only the group ends for certain.
  for (const child of running) if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL');
  await rm(checkout, { recursive: true, force: true });
});
const ofCheckout = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'build.mjs', 'src', 'migrations'];
for (const name of ofCheckout) await cp(name, path.join(checkout, name), { recursive: true });
await symlink(path.resolve('node_modules'), path.join(checkout, 'node_modules'));

function npm(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('npm', args, { cwd: checkout, env: { PATH, HOME, ...env }, detached: true });
  running.add(child);
  const output = { all: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.all += text;
    });
  return { output, ended: once(child, 'close').then(([code]) => code as number) };
}

async function filesOfBuild(): Promise<Map<string, string>> {
  const folder = path.join(checkout, 'dist');
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.js'));
  return new Map(
    await Promise.all(
      files.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const),
    ),
  );
}

it('while a build runs, every file of the one before is there, and whole', async () => {
  expect(await npm(['run', 'build']).ended).toBe(0);
  const before = await filesOfBuild();
  expect(before.size).toBeGreaterThan(300);
  const state = { isBuilt: false };
  const built = npm(['run', 'build']).ended.finally(() => {
    state.isBuilt = true;
  });
  const broken = new Set<string>();
  while (!state.isBuilt) {
    const now = await filesOfBuild();
    for (const [name, text] of before) if (now.get(name) !== text) broken.add(name);
  }
  expect(await built).toBe(0);
  expect([...broken]).toEqual([]);
  // Nothing of the build stays behind.
  expect((await readdir(checkout)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
});

it('two that start at the same moment, without a build before, both become ready', async () => {
  await rm(path.join(checkout, 'dist'), { recursive: true });
  const { url } = await freshDatabase();
  const fake = await startTestSlack();
  const settings = { ...settingsFor(fake), DATABASE_URL: url };
  const starts = [npm(['start'], settings), npm(['start'], settings)];
  await Promise.all(
    starts.map(({ output, ended }) =>
      Promise.race([
        vi.waitFor(() => expect(output.all).toContain('"msg":"ready"'), { timeout: 150_000, interval: 200 }),
        ended.then(() => Promise.reject(new Error(`The start ended: ${output.all}`))),
      ]),
    ),
  );
}, 200_000);
