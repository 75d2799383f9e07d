// Runs a script of package.json as a child process, as `npm run` does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

export type RunningScript = {
  /** What it has written so far to both outputs. */
  output(): string;
  /** Resolves once the output matches. Has no time limit of its own: the test's applies. */
  outputMatches(pattern: RegExp): Promise<void>;
  /** Sends SIGINT, as Ctrl-C does. */
  interrupt(): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
};

/** Ends it after the test. */
export async function runScript(name: string, env: Record<string, string> = {}): Promise<RunningScript> {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [program, ...args] = scripts[name]?.split(' ') ?? [];
  expect(program).toBe('node');
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      child.emit('output');
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    // SIGKILL would leave its own child processes running.
    child.kill('SIGTERM');
    await ended;
  });
  return {
    output: () => output,
    async outputMatches(pattern) {
      while (!pattern.test(output)) {
        const next = await Promise.race([once(child, 'output'), ended.then(() => null)]);
        if (!next && !pattern.test(output)) throw new Error(`It ended without ${pattern}:\n${output}`);
      }
    },
    interrupt: () => child.kill('SIGINT'),
    ended,
  };
}

/** Resolves with the ids of running processes that use the folder: Postgres works in it, the app has it in its environment. */
export async function processesUsing(folder: string): Promise<string[]> {
  // Finds nothing on systems other than Linux.
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const users = await Promise.all(
    pids.map(async (pid) => {
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return cwd.includes(folder) || environment.includes(folder) ? [pid] : [];
    }),
  );
  return users.flat();
}
