// Measures a move from another site: 80 organizations and 12,000 end users in two files, from the first share to the last
// result. `npm run bench:moving-in`; the limit is two minutes and three clicks.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Content, Message } from '../playground/fake-slack/fake-slack.ts';
import { generateFile } from './generate-file.ts';
import { type MeasuredApp, withApp } from './with-app.ts';

const organizations = 80;
const endUsers = 12_000;
const channel = 'end-users';
const timeoutMs = 10 * 60_000;

const folder = await mkdtemp(path.join(tmpdir(), 'endusers-bench-'));
try {
  const seconds = await withApp(folder, { workspaces: 'one' }, moveIn);
  process.stdout.write(
    `${organizations} organizations and ${endUsers.toLocaleString('en-US')} end users of another site, in two files and two clicks: ${seconds.toFixed(1)} s\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function moveIn({ fake }: MeasuredApp): Promise<number> {
  const dana = fake.member('dana');
  const oldIds = Array.from({ length: organizations }, (_, i) => 5_000 + i);
  const names = oldIds.map((id) => `${id},Organization of ${id}`);
  const people = await oldSite(oldIds);
  const startedAt = performance.now();
  await importFile('organizations.csv', `customer_id,business_name\n${names.join('\n')}\n`);
  await importFile('people.csv', people);
  return (performance.now() - startedAt) / 1_000;

  async function importFile(name: string, content: Content): Promise<void> {
    const shared = await dana.share({ channel, text: 'from another site', files: [{ name, content }] });
    const inThread = (text: RegExp): Promise<Message> =>
      fake.until(() => fake.thread(channel, shared.ts).find((message) => text.test(message.text)), {
        what: `a message like ${text}`,
        timeoutMs,
      });
    await dana.click(await inThread(/\[ Apply/), { actionId: 'apply-import' });
    await inThread(/created/);
  }
}

/** The end users with the ids of their site, in the columns of an export. */
async function oldSite(organizationIds: readonly number[]): Promise<string> {
  let text = '';
  for await (const chunk of generateFile({ rows: endUsers, organizationIds })) text += chunk.toString();
  let id = 0;
  // The second column is empty in generated files; line breaks in notes don't begin a row.
  return text.replace(/^(5\d{3}),,/gm, (_, customerId: string) => `${customerId},${70_000 + id++},`);
}
