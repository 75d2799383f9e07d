// Starts the app for a real workspace, and stops it on a signal.
import { type RunningApp, startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { openLog } from './log.ts';

/** Longer than what a stop takes; whoever sent the signal has a limit as well. */
const stopWithinMs = 9_500;

let app: RunningApp | null = null;
let log = openLog('info');
let stopping = false;

// Written by Node itself, an error would have its message, and with it perhaps a query's parameters.
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'the app ends because of an error that nobody caught');
  process.exit(1);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);

try {
  const config = readConfig(process.env);
  log = openLog(config.logLevel);
  app = await startApp(config, log);
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
  log.info('the app stops');
  // Before it has started there is nothing to finish; a Postgres of ours ends with this process.
  if (!app) process.exit(0);
  setTimeout(() => process.exit(0), stopWithinMs).unref();
  void app.stop().then(() => process.exit(0));
}
