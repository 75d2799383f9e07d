// `npm run demo`, as a child process.
import { readdir, rm } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { processesUsing, runScript } from './npm-script.ts';

/** For the whole test: the demo takes 5 s on an idle machine. */
const timeout = 300_000;

/** Removes the demo's folder after the test. */
async function startDemo() {
  const demo = await runScript('demo');
  onTestFinished(async () => {
    const folder = folderIn(demo.output());
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  return demo;
}

const folderIn = (output: string) => /log are in (\S+)/.exec(output)?.[1];

test('the demo imports, edits, and exports, leaves its files, and ends with 0', { timeout }, async () => {
  const demo = await startDemo();
  expect(await demo.ended, demo.output()).toBe(0);
  expect((await readdir(folderIn(demo.output()) ?? '')).sort()).toEqual([
    '1-new-people.csv',
    '2-new-people_problems.csv',
    '3-export.csv',
    '4-export-edited.csv',
    '5-export-again.csv',
    '6-users.csv',
    '7-current.csv',
    '8-archived.csv',
    'app.log',
  ]);
  const widest = demo
    .output()
    .split('\n')
    .toSorted((a, b) => b.length - a.length)[0];
  expect(widest?.length).toBeLessThanOrEqual(100);
});

test('an interrupted demo stops everything that it started, and says so', { timeout }, async () => {
  const demo = await startDemo();
  await demo.outputMatches(/1\. Dana/);
  demo.interrupt();
  expect(await demo.ended, demo.output()).toBe(130);
  expect(demo.output()).toContain('Interrupted');
  const folder = folderIn(demo.output()) ?? '';
  expect(await readdir(folder)).not.toContain('data');
  // Postgres ends right after the app, on a busy machine some time after.
  await vi.waitFor(async () => expect(await processesUsing(folder)).toEqual([]), 60_000);
});
