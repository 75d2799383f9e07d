// `npm run demo`: the real app on a fake Slack and a Postgres of its own, shown at work from import to export.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { narrator } from './demo/narrator.ts';
import { story } from './demo/story.ts';
import { InterruptedError, withRunningApp } from './with-running-app.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-demo-'));
const dataDir = path.join(folder, 'data');
const begun = performance.now();
const tell = narrator(
  (text) => process.stdout.write(text),
  process.stdout.isTTY && process.stdout.hasColors(),
);

try {
  tell.title('End users in Slack: the real app on a fake Slack and a Postgres of its own');
  await withRunningApp({ dataDir, logFile: path.join(folder, 'app.log') }, (fake) =>
    story(fake, tell, folder),
  );
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  tell.title(`Everything was as expected, in ${seconds} s`);
} catch (error) {
  tell.failure(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof InterruptedError ? 130 : 1;
} finally {
  await rm(dataDir, { recursive: true, force: true });
  tell.line(`The files and the app's log are in ${folder}\n`);
}
