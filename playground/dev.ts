// `npm run dev`: the playground for development. When a file of the app changes, the app restarts while the fake Slack
// keeps running, so messages and their buttons stay. When a file of the playground changes, Node.js restarts everything
// (`--watch` in package.json), and channels are empty again. The database is kept in both cases.
import path from 'node:path';
import { startAppProcess } from './app-process.ts';
import type { FakeSlack } from './fake-slack/fake-slack.ts';
import { InterruptedError, interruption } from './interruption.ts';
import { pageRoutes } from './page/serve-page.ts';
import { prepareWorkspace, readSetup, startError } from './playground-setup.ts';
import { startSlack } from './start-slack.ts';
import { watchFiles } from './watch-files.ts';
import { createFolders } from './with-running-app.ts';

const root = path.join(import.meta.dirname, '..');
const setup = readSetup();
const interrupted = interruption();

try {
  await createFolders(setup.dataDir, setup.logFile);
  const fake = await startSlack({ port: setup.port, routes: await pageRoutes({ bundleOnLoad: true }) });
  try {
    await restartOnChange(fake);
  } finally {
    await fake.close();
  }
} catch (error) {
  if (!(error instanceof InterruptedError)) {
    process.stderr.write(`${startError(error, setup)}\n`);
    process.exitCode = 1;
  }
}

/** @throws InterruptedError on a signal */
async function restartOnChange(fake: FakeSlack): Promise<never> {
  const folders = ['src', 'migrations'].map((folder) => path.join(root, folder));
  const watcher = watchFiles(folders, /\.(ts|sql|json)$/);
  try {
    let { isNew } = setup;
    for (;;) {
      const change = watcher.next();
      const hasStarted = await runApp(fake, isNew, change);
      if (hasStarted) isNew = false;
      // If the app could not start, a change may fix it.
      const file = await Promise.race([change, interrupted]);
      writeLine(`${path.relative(root, file)} changed, restarting the app`);
    }
  } finally {
    watcher.close();
  }
}

/**
 * Runs the app until a file changes or the app ends. Resolves with true if the app has started.
 *
 * @throws InterruptedError on a signal
 */
async function runApp(fake: FakeSlack, isNew: boolean, change: Promise<string>): Promise<boolean> {
  const app = await startAppProcess({ ...setup, fake });
  let hasStarted = false;
  try {
    if (await Promise.race([app.ready().then(() => true), change.then(() => false), interrupted])) {
      fake.connect(app.url);
      if (isNew) await prepareWorkspace(fake);
      hasStarted = true;
      writeLine(`A local Slack with the app: ${fake.url}   (Ctrl-C ends it)`);
      await Promise.race([change, app.ended, interrupted]);
    }
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    writeLine(error instanceof Error ? error.message : String(error));
  } finally {
    await app.stop();
  }
  return hasStarted;
}

function writeLine(text: string): void {
  process.stdout.write(`${text}\n`);
}
