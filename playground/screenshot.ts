// `node --import tsx playground/screenshot.ts`: makes docs/thread.png anew, the picture of a plan in its thread.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium, openChromium } from './chromium.ts';
import { readRows, writeRows } from './demo/csv-rows.ts';
import { type DemoMember, demoMember } from './demo/demo-member.ts';
import { narrator } from './demo/narrator.ts';
import type { FakeSlack } from './fake-slack/fake-slack.ts';
import { pageRoutes } from './page/serve-page.ts';
import { editedFile, peopleOf } from './screenshot/sample-people.ts';
import { withRunningApp } from './with-running-app.ts';

const target = path.join(import.meta.dirname, '../docs/thread.png');
const size = { width: 1100, height: 1040 };

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-screenshot-'));
try {
  const chromium = findChromium();
  if (!chromium) throw new Error('No Chromium is installed; CHROMIUM in the environment may name one.');
  const picture = await withRunningApp(
    {
      dataDir: path.join(folder, 'data'),
      logFile: path.join(folder, 'app.log'),
      slack: { routes: await pageRoutes() },
    },
    async (fake) => photograph(chromium, `${fake.url}/#/dana/C0ENDUSERS/${await makeThread(fake)}`),
  );
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, picture);
  process.stdout.write(`${target}: ${Math.round(picture.length / 1000)} KB\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** An export that was edited and shared in its thread. Gives the thread's ts. */
async function makeThread(fake: FakeSlack): Promise<string> {
  const dana = demoMember(
    fake,
    narrator(() => {}, false),
    folder,
  );
  const acme = await addOrganization(dana, 'Acme Ltd');
  const beta = await addOrganization(dana, 'Beta & Söhne');
  const share = await dana.share({ name: 'new-people.csv', content: writeRows(peopleOf(acme, beta)) });
  const plan = await dana.answer(share, /\[ Apply/, 'the plan');
  await dana.click(plan, /\[ (Apply .*?) \]/.exec(dana.read(plan))?.[1] ?? '');
  await dana.answer(share, /✅/, 'the result');

  const head = await dana.post(await dana.command('/endusers export all'), /✅/, 'the export');
  const posted = await dana.answer(head, /📎/, 'the exported file');
  const { text } = await dana.save(posted, 'export.csv');
  const content = writeRows(editedFile(readRows(text), acme, beta));
  const edited = await dana.share({ name: 'july-people.csv', content }, head);
  await dana.answer(edited, /\[ Apply/, 'the plan of the edited file');
  await dana.answer(edited, /_problems\.csv/, 'the rows that are left out');
  return head.ts;
}

async function addOrganization(member: DemoMember, name: string): Promise<number> {
  const answer = member.read(await member.command(`/endusers org add ${name}`));
  return Number(/\bid is (\d+)/.exec(answer)?.[1]);
}

async function photograph(chromium: string, url: string): Promise<Buffer> {
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
