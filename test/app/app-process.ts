// The app as a process of its own, as an operator runs it, that a test may signal and kill.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { atTheEnd } from './at-the-end.ts';

export type AppProcess = {
  /** Resolves with the port when the app says that it is ready. */
  ready(): Promise<number>;
  kill(signal: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves when the process is gone. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** All that it wrote so far. */
  output(): { stdout: string; stderr: string };
};

export type Program = { readonly args: readonly string[]; readonly cwd: string };

const fromSources: Program = { args: ['--import', 'tsx', 'src/main.ts'], cwd: '.' };

/** Its environment is `env` and nothing else, but for what the system needs. */
export function appProcess(env: Readonly<Record<string, string>>, { args, cwd } = fromSources): AppProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, { env: { PATH, HOME, ...env }, cwd });
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  }
  // Only when its outputs are closed, all of it was read.
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  atTheEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    ended,
    output: () => written,
    kill: (signal) => void child.kill(signal),
    async ready() {
      const gone = ended.then(({ code, signal }): never => {
        throw new Error(`The app ended with ${signal ?? code} before it was ready: ${written.stderr}`);
      });
      const isReady = vi.waitFor(() => expect(written.stdout).toContain('"msg":"ready"'), 20_000);
      await Promise.race([isReady, gone]);
      gone.catch(() => undefined);
      return Number(/"port":(\d+)/.exec(written.stdout)?.[1]);
    },
  };
}
