// `npm run demo`: shows the real app on a fake Slack and an embedded Postgres, from import to export.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createNarrator } from './demo/narrator.ts';
import { playStory } from './demo/story.ts';
import { InterruptedError } from './interruption.ts';
import { withRunningApp } from './with-running-app.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-demo-'));
const dataDir = path.join(folder, 'data');
const startedAt = performance.now();
const narrator = createNarrator(
  (text) => process.stdout.write(text),
  process.stdout.isTTY && process.stdout.hasColors(),
);

/** Slack allows the app 3 s to answer. The demo allows more, so that a busy machine doesn't fail it. */
const slack = { answerWithinMs: 30_000 };

try {
  narrator.title('End users in Slack: the real app on a fake Slack and a Postgres of its own');
  await withRunningApp({ dataDir, logFile: path.join(folder, 'app.log'), slack }, (fake) =>
    playStory(fake, narrator, folder),
  );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  narrator.title(`Everything was as expected, in ${seconds} s`);
} catch (error) {
  narrator.failure(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof InterruptedError ? 130 : 1;
} finally {
  // Retries: Postgres may still write its last files for a moment after the app has ended.
  await rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  narrator.line(`The files and the app's log are in ${folder}\n`);
}
