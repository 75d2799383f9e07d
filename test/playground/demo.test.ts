// The command itself: `npm run demo`, as a child process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** Starts what package.json says that `npm run demo` is. */
async function startDemo() {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const [program, ...args] = (scripts.demo as string).split(' ');
  expect(program).toBe('node');
  const demo = spawn(process.execPath, args, { cwd: root });
  let output = '';
  for (const stream of [demo.stdout, demo.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      demo.emit('said');
    });
  }
  onTestFinished(async () => {
    demo.kill('SIGKILL');
    const folder = folderIn(output);
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  return {
    output: () => output,
    interrupt: () => demo.kill('SIGINT'),
    async said(words: RegExp) {
      while (!words.test(output)) await once(demo, 'said');
    },
    ended: once(demo, 'close').then(([code]) => code as number | null),
  };
}

const folderIn = (output: string) => /log are in (\S+)/.exec(output)?.[1];

test('the demo imports, edits and exports, leaves its files and ends with 0', {
  timeout: 60_000,
}, async () => {
  const demo = await startDemo();
  expect(await demo.ended, demo.output()).toBe(0);
  expect((await readdir(folderIn(demo.output()) ?? '')).sort()).toEqual([
    '1-new-people.csv',
    '2-new-people_problems.csv',
    '3-export.csv',
    '4-export-edited.csv',
    '5-export-again.csv',
    'app.log',
  ]);
  const widest = demo
    .output()
    .split('\n')
    .toSorted((one, other) => other.length - one.length)[0];
  expect(widest?.length).toBeLessThanOrEqual(100);
});

test('an interrupted demo stops what it started, and says so', { timeout: 60_000 }, async () => {
  const demo = await startDemo();
  await demo.said(/1\. Dana/);
  demo.interrupt();
  expect(await demo.ended, demo.output()).toBe(130);
  expect(demo.output()).toContain('Interrupted');
  const folder = folderIn(demo.output()) ?? '';
  expect(await readdir(folder)).not.toContain('data');
  expect(await processesIn(folder)).toEqual([]);
});

/** Living processes that know of the folder: Postgres works in it, the app has it in its environment. */
async function processesIn(folder: string): Promise<string[]> {
  // Elsewhere than on Linux nothing can be seen this way.
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const known = await Promise.all(
    pids.map(async (pid) => [
      pid,
      await readlink(`/proc/${pid}/cwd`).catch(() => ''),
      await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
    ]),
  );
  return known.flatMap(([pid = '', ...of]) => (of.some((text) => text.includes(folder)) ? [pid] : []));
}
