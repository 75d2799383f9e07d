// Runs the app as a separate process, as an operator does, so that a test may signal or kill it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, inject, vi } from 'vitest';
import { closeAtEnd } from './close-at-end.ts';

export type AppProcess = {
  readonly pid: number;
  /** Resolves with the port when the app logs that it is ready. */
  ready(withinMs?: number): Promise<number>;
  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves when the process has ended and all of its output was read. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** All output so far. */
  output(): { stdout: string; stderr: string };
};

/** Arguments for Node.js, and the working directory. */
export type Program = { readonly args: readonly string[]; readonly cwd: string };

/** The built app, see ../build-programs.ts. */
export const builtApp = (): Program => ({ args: [inject('programs').app], cwd: '.' });

/**
 * Starts the app, and kills it at the end.
 *
 * @param env its whole environment, except for what the system needs
 */
export function appProcess(
  env: Readonly<Record<string, string>>,
  { args, cwd }: Program = builtApp(),
): AppProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, { env: { PATH, HOME, ...env }, cwd });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  // `close` comes after `exit`, when the outputs are closed.
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  closeAtEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    ended,
    output: () => written,
    kill: (signal) => void child.kill(signal),
    async ready(withinMs = 60_000) {
      const endedEarly = ended.then(({ code, signal }): never => {
        throw new Error(`The app ended with ${signal ?? code} before it was ready: ${written.stderr}`);
      });
      const isReady = vi.waitFor(() => expect(written.stdout).toContain('"msg":"ready"'), withinMs);
      await Promise.race([isReady, endedEarly]);
      endedEarly.catch(() => undefined);
      return Number(/"port":(\d+)/.exec(written.stdout)?.[1]);
    },
  };
}
