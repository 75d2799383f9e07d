// The process: reads the settings, starts the app, and stops it on a signal.
import { type RunningApp, startApp } from './app.ts';
import { createTerminalLog } from './boot/terminal-log.ts';
import { ConfigError, readConfig } from './config.ts';
import { openLog } from './log.ts';

/** Exits even if the stop hangs, in ms: longer than a stop takes, shorter than the 10 s after which Docker kills. */
const stopTimeoutMs = 9_500;

let app: RunningApp | null = null;
const terminal = process.stdout.isTTY ? createTerminalLog((text) => process.stdout.write(text)) : null;
let log = openLog('info', terminal?.destination);
let stopping = false;

// Node itself would print the error's message, which may contain a query's parameters.
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught error, the app exits');
  process.exit(1);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);

try {
  const config = readConfig(process.env);
  log = openLog(config.logLevel, terminal?.destination);
  app = await startApp(config, log);
  terminal?.ready(config, app.port);
  const { connection, workspaces } = config;
  log.info({ port: app.port, mode: connection.mode, workspaces: workspaces.kind }, 'ready');
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  log.fatal({ err: error }, "the app can't start");
  process.exit(1);
}

function stop(): void {
  if (stopping) return;
  stopping = true;
  log.info('the app is stopping');
  // Nothing to finish before the start is complete; an embedded Postgres ends with this process.
  if (!app) process.exit(0);
  setTimeout(() => process.exit(0), stopTimeoutMs).unref();
  void app.stop().then(() => process.exit(0));
}
