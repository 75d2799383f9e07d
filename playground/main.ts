// `npm run playground`: a Slack on this machine with the real app in it, and a web page to play in.
import path from 'node:path';
import { pageRoutes } from './page/serve-page.ts';
import { Interrupted, withRunningApp } from './with-running-app.ts';

/** Kept between starts, like the ids of the fake's workspace; apart from what `npm start` keeps. */
const dataDir = path.join(import.meta.dirname, '../.data/playground');

try {
  const slack = { port: Number(process.env.PORT ?? 4321), routes: await pageRoutes() };
  await withRunningApp({ dataDir, logFile: path.join(dataDir, 'app.log'), slack }, (fake) => {
    process.stdout.write(`A Slack to play in, with the app: ${fake.url}   (Ctrl-C ends it)\n`);
    return new Promise<never>(() => {});
  });
} catch (error) {
  if (!(error instanceof Interrupted)) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
