// Runs the real app in a process of its own, configured only by its environment, as an operator would.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeSlack } from './fake-slack/fake-slack.ts';

export type AppProcess = {
  /** `http://127.0.0.1:1234` */
  readonly url: string;
  readonly pid: number;
  /** Resolves once the app reports that it is ready. */
  ready(): Promise<void>;
  /** Never resolves; rejects with a sentence if the app ends before `stop` was called. */
  readonly ended: Promise<never>;
  /** Ends the app gracefully. Resolves when its process has ended. */
  stop(): Promise<void>;
};

export type AppSetup = {
  /** The Slack that the app calls. */
  readonly fake: FakeSlack;
  /** The folder of the app's Postgres. */
  readonly dataDir: string;
  /** The app's output is appended to this file. */
  readonly logFile: string;
  /** The arguments of Node; by default those that run the TypeScript source without a build. */
  readonly program?: readonly string[];
  /** More settings. Those for many workspaces replace the bot token of the first one. */
  readonly settings?: Readonly<Record<string, string>>;
};

const root = path.join(import.meta.dirname, '..');

/** The app gets nothing else of the environment: a DATABASE_URL in it could be a real database. */
const inheritedVariables = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'TZ', 'LOG_LEVEL'];

/**
 * Generous, because both only matter if the app hangs. Idle, the app is ready within 2 s and stops within 1 s; it ends
 * itself after 9.5 s. On a busy machine, that takes several times as long.
 */
const readyWithinMs = 180_000;
const stopWithinMs = 60_000;

export async function startAppProcess(setup: AppSetup): Promise<AppProcess> {
  const { fake, dataDir, logFile } = setup;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, setup.program ?? ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: {
      ...Object.fromEntries(inheritedVariables.map((name) => [name, process.env[name]])),
      PORT: String(port),
      ...(setup.settings?.SLACK_CLIENT_ID === undefined && { SLACK_BOT_TOKEN: fake.app().token }),
      SLACK_SIGNING_SECRET: fake.signingSecret,
      SLACK_API_URL: fake.apiUrl,
      DATA_DIR: dataDir,
      ...setup.settings,
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);

  let isStopping = false;
  const exit = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  const ended = exit.then(([code, signal]): never | Promise<never> => {
    if (isStopping) return new Promise<never>(() => {});
    throw new Error(`The app ended unexpectedly with ${signal ?? code}. Its log is ${logFile}`);
  });
  // The caller races against this promise; outside of a race, the rejection must not count as unhandled.
  ended.catch(() => {});

  return {
    url,
    // Without a pid, the process could not be started; then `ended` rejects.
    pid: child.pid ?? 0,
    ready: () => Promise.race([waitUntilReady(child, url, logFile), ended]),
    ended,
    async stop() {
      isStopping = true;
      if (hasEnded(child)) return;
      const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
      child.kill('SIGTERM');
      await exit;
      clearTimeout(timer);
    },
  };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

/** Stops asking when the app has ended: the requests would keep this process alive. */
async function waitUntilReady(child: ChildProcess, url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && !hasEnded(child)) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`The app was not ready within ${readyWithinMs / 1000} s. Its log is ${logFile}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
