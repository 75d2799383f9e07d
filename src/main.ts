// Starts the app for a real workspace, and stops it on a signal.
import { startApp } from './app.ts';
import { readConfig, WrongConfig } from './config.ts';
import { openLog } from './log.ts';

/** Longer than what a stop takes; whoever sent the signal has a limit as well. */
const stopWithinMs = 10_000;

try {
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  const app = await startApp(config, log);
  log.info({ port: app.port }, 'ready');
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(0), stopWithinMs).unref();
      app.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'the stop failed');
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  if (!(error instanceof WrongConfig)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
