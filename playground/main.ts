// `npm run playground`: a Slack on this machine with the real app in it, and a web page to play in.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pageRoutes } from './page/serve-page.ts';
import { InterruptedError, withRunningApp } from './with-running-app.ts';

/** Kept between starts, as are the ids of the fake's workspace; apart from what `npm start` keeps. */
const dataDir = process.env.DATA_DIR ?? path.join(import.meta.dirname, '../.data/playground');
const isNew = !existsSync(dataDir);
const port = Number(process.env.PORT ?? 4321);

try {
  const slack = { port, routes: await pageRoutes() };
  await withRunningApp({ dataDir, logFile: path.join(dataDir, 'app.log'), slack }, async (fake) => {
    // So that whoever one plays can do something; from then on it is as the players set it.
    if (isNew) await fake.member('dana').command('random', '/endusers settings default role edit');
    process.stdout.write(`A Slack to play in, with the app: ${fake.url}   (Ctrl-C ends it)\n`);
    return new Promise<never>(() => {});
  });
} catch (error) {
  if (!(error instanceof InterruptedError)) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exitCode = 1;
  }
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  return isTaken ? `Port ${port} is taken; PORT in the environment chooses another one.` : error.message;
}
