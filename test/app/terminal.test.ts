// The start of the app at a terminal, which `script` provides, and elsewhere.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, inject, it, vi } from 'vitest';
import { freshDatabase } from '../database.ts';
import { appProcess } from './app-process.ts';
import { closeAtEnd } from './close-at-end.ts';
import { createTestLog } from './log-lines.ts';
import { startAppForMany } from './many-workspaces.ts';
import { settingsFor, startTestSlack } from './running-app.ts';

const { url } = await freshDatabase();
const fake = await startTestSlack();
const settings = { ...settingsFor(fake), DATABASE_URL: url };

function hasTerminals(): boolean {
  try {
    return execFileSync('script', ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
}

it.skipIf(!hasTerminals())(
  'a person at a terminal reads sentences until the app is ready, then JSON',
  async () => {
    const command = `exec "${process.execPath}" "${inject('programs').app}"`;
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      env: { PATH: process.env.PATH, ...settings },
    });
    closeAtEnd(async () => void child.kill('SIGKILL'));
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await vi.waitFor(() => expect(output).toContain('"msg":"ready"'), 60_000);
    const lines = output.split('\r\n');
    expect(lines[0]).toMatch(/^The port is open, the app is starting \(port \d+\)\.$/);
    const works = lines.indexOf('The app works.');
    expect(works).toBeGreaterThan(1);
    expect(lines.slice(0, works).filter((line) => line.startsWith('{'))).toEqual([]);
    expect(output).toContain('Event Subscriptions → Retry');
    expect(output).toContain('/endusers help');
    child.kill('SIGTERM');
  },
);

it('elsewhere, every line is JSON', async () => {
  const app = appProcess(settings);
  await app.ready();
  for (const line of app.output().stdout.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

it('for many workspaces, the start says which addresses the install page lacks', async () => {
  const many = await startTestSlack({ seed: 'none' });
  const started = async (env: Record<string, string>) => {
    const { log, lines } = createTestLog();
    const { url: own } = await freshDatabase();
    await startAppForMany(many, { DATABASE_URL: own, ...env }, log);
    return lines.map(({ msg }) => msg).filter((msg) => /_URL/.test(msg));
  };
  const page = 'not set, so the install page says that nobody gave';
  expect(await started({})).toEqual([`PRIVACY_URL and SUPPORT_URL are ${page} them`]);
  const privacy = { PRIVACY_URL: 'https://example.com/privacy' };
  expect(await started(privacy)).toEqual([`SUPPORT_URL is ${page} it`]);
  expect(await started({ ...privacy, SUPPORT_URL: 'mailto:help@example.com' })).toEqual([]);
});

it('npm start reads its settings from .env', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'settings-'));
  closeAtEnd(() => rm(folder, { recursive: true }));
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(path.join(folder, '.env'), lines.join(''));
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } };
  const args = scripts.start.replace('dist/main.js', inject('programs').app).split(' ').slice(1);
  await appProcess({}, { args, cwd: folder }).ready();
});
