// `npm run playground`: a local Slack with the real app, and a web page to use it.
import { InterruptedError } from './interruption.ts';
import { pageRoutes } from './page/serve-page.ts';
import { prepareWorkspace, readSetup, startError } from './playground-setup.ts';
import { withRunningApp } from './with-running-app.ts';

const setup = readSetup();
try {
  const slack = { port: setup.port, routes: await pageRoutes() };
  await withRunningApp({ ...setup, slack }, async (fake) => {
    if (setup.isNew) await prepareWorkspace(fake);
    process.stdout.write(`A local Slack with the app: ${fake.url}   (Ctrl-C ends it)\n`);
    return new Promise<never>(() => {});
  });
} catch (error) {
  if (!(error instanceof InterruptedError)) {
    process.stderr.write(`${startError(error, setup)}\n`);
    process.exitCode = 1;
  }
}
