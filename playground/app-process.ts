// Runs the real app as its own process, as an operator would: by its environment and nothing else.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type AppProcess = {
  /** `http://127.0.0.1:1234` */
  readonly url: string;
  readonly pid: number;
  /** Resolves once the app answers that it is ready for work. */
  ready(): Promise<void>;
  /** Never resolves; rejects with a sentence when the app ends without being told to. */
  readonly ended: Promise<never>;
  /** Lets the app finish what it does. Resolves when the process is gone. */
  stop(): Promise<void>;
};

export type AppSettings = {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly slackApiUrl: string;
  /** Where the app keeps its Postgres. */
  readonly dataDir: string;
  /** Gets what the app writes to its two outputs; made when it is not there. */
  readonly logFile: string;
};

const root = path.join(import.meta.dirname, '..');

/** The rest of the environment stays out: a DATABASE_URL in it would be somebody's real database. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'TZ'];

const patience = { readyMs: 30_000, stopMs: 12_000 };

export async function startAppProcess(settings: AppSettings): Promise<AppProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = openSync(settings.logFile, 'a');
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: {
      ...Object.fromEntries(passedOn.map((name) => [name, process.env[name]])),
      PORT: String(port),
      SLACK_BOT_TOKEN: settings.botToken,
      SLACK_SIGNING_SECRET: settings.signingSecret,
      SLACK_API_URL: settings.slackApiUrl,
      DATA_DIR: settings.dataDir,
    },
    stdio: ['ignore', log, log],
  });
  closeSync(log);

  let told = false;
  const gone = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  const ended = gone.then(([code, signal]): never | Promise<never> => {
    if (told) return new Promise<never>(() => {});
    throw new Error(`The app ended by itself, with ${signal ?? code}. Why is in ${settings.logFile}`);
  });
  // Whoever waits for something races against it; until somebody does, it is no unhandled rejection.
  ended.catch(() => {});

  return {
    url,
    // Without one it couldn't be started, which `ended` tells.
    pid: child.pid ?? 0,
    ready: () => Promise.race([answersReady(url, settings.logFile), ended]),
    ended,
    async stop() {
      told = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const impatience = setTimeout(() => child.kill('SIGKILL'), patience.stopMs);
      child.kill('SIGTERM');
      await gone;
      clearTimeout(impatience);
    },
  };
}

async function answersReady(url: string, logFile: string): Promise<void> {
  const until = Date.now() + patience.readyMs;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(
    `The app was not ready within ${patience.readyMs / 1000} s. What it wrote is in ${logFile}`,
  );
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
