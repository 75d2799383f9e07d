// `node --import tsx playground/screenshot.ts`: creates docs/thread.png, a screenshot of a plan in its thread.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, openChromium } from './chromium.ts';
import { readRows, writeRows } from './demo/csv-rows.ts';
import { createDemoMember } from './demo/demo-member.ts';
import { createNarrator } from './demo/narrator.ts';
import type { FakeSlack } from './fake-slack/fake-slack.ts';
import { pageRoutes } from './page/serve-page.ts';
import { editedFile, peopleOf } from './screenshot/sample-people.ts';
import { withRunningApp } from './with-running-app.ts';

const target = path.join(import.meta.dirname, '../docs/thread.png');
const size = { width: 1100, height: 1040 };

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-screenshot-'));
try {
  const chromium = findChromium();
  if (!chromium) throw new Error('No Chromium was found. Set CHROMIUM to the path of one.');
  const image = await withRunningApp(
    {
      dataDir: path.join(folder, 'data'),
      logFile: path.join(folder, 'app.log'),
      slack: { routes: await pageRoutes() },
    },
    async (fake) => takeScreenshot(chromium, `${fake.url}/#/dana/C0ENDUSERS/${await makeThread(fake)}`),
  );
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, image);
  process.stdout.write(`${target}: ${Math.round(image.length / 1000)} KB\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Exports end users, and shares the edited file in the export's thread. Resolves with the thread's `ts`. */
async function makeThread(fake: FakeSlack): Promise<string> {
  const silentNarrator = createNarrator(() => {}, false);
  const dana = createDemoMember(fake, silentNarrator, folder);
  const acme = await dana.addOrganization('Acme Ltd');
  const beta = await dana.addOrganization('Beta & Söhne');
  const share = await dana.share({ name: 'new-people.csv', content: writeRows(peopleOf(acme, beta)) });
  const plan = await dana.reply(share, /\[ Apply/, 'the plan');
  await dana.click(plan, /\[ (Apply .*?) \]/.exec(dana.read(plan))?.[1] ?? '');
  await dana.reply(share, /✅/, 'the result');

  const head = await dana.post(await dana.command('/endusers export all'), /✅/, 'the export');
  const posted = await dana.reply(head, /📎/, 'the exported file');
  const { text } = await dana.save(posted, 'export.csv');
  const content = writeRows(editedFile(readRows(text), acme, beta));
  const edited = await dana.share({ name: 'july-people.csv', content }, head);
  await dana.reply(edited, /\[ Apply/, 'the plan of the edited file');
  await dana.reply(edited, /_problems\.csv/, 'the problem file');
  return head.ts;
}

async function takeScreenshot(chromium: string, url: string): Promise<Buffer> {
  const browser = await openChromium(chromium);
  try {
    const page = await browser.newPage({ viewport: size });
    await page.goto(url);
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /^Apply/ })
      .waitFor();
    return await page.screenshot();
  } finally {
    await browser.close();
  }
}
