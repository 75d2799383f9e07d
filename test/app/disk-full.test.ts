// The disk of the embedded Postgres is full: nothing is half done, and everything continues when there is room again.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { expect, inject, it } from 'vitest';
import { generateFile } from '../../bench/generate-file.ts';
import { openDatabase } from '../../src/db/database.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/start.ts';
import { openLog } from '../../src/log.ts';
import { closeAtEnd } from './close-at-end.ts';
import { conversationIn } from './conversation.ts';
import { startAppOn, startTestSlack } from './running-app.ts';

const MB = 1024 * 1024;
const timeoutMs = 300_000;
const rows = 30_000;

/** A folder on a disk of 300 MB; null if it can't be mounted. */
async function smallDisk(): Promise<string | null> {
  const folder = await mkdtemp(path.join(inject('scratchFolder'), 'disk-'));
  try {
    const options = 'size=300m,mode=0711';
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'endusers', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  closeAtEnd(() => execFileSync('umount', ['--lazy', folder]));
  return folder;
}

it('an import waits for room while it is read and while it is applied, and is applied once', async ({
  skip,
}) => {
  const disk = await smallDisk();
  if (!disk) return skip('only root may mount a disk that is small enough to be filled');
  const logged: string[] = [];
  const fake = await startTestSlack({ retryWaitsMs: [0, 1_000, 5_000, 10_000] });
  const log = openLog('warn', { write: (text) => void logged.push(text) });
  await startAppOn(fake, { DATA_DIR: disk }, log);
  const postgres = await startEmbeddedPostgres({ dataDir: disk });
  const { db, close } = openDatabase(postgres.url, { name: 'test' });
  closeAtEnd(async () => {
    await close(0);
    await postgres.stop();
  });
  const { addOrganization, botsIn, share } = conversationIn(fake);
  const dana = fake.member('dana');
  const acme = await addOrganization(dana, 'Acme Ltd');
  const none = { all: 0, different: 0 };
  const countEndUsers = async () => {
    const found = await db.execute(
      sql`select count(*)::integer as all, count(distinct email)::integer as different from end_user`,
    );
    return found[0];
  };
  /** Postgres reports a full disk, or goes down when it can't even write its own log. */
  const troubles = () =>
    logged.filter((entry) => /"code":"53100"|CONNECTION_CLOSED|"code":"57P0/.test(entry));

  /** Fills the disk up to so many megabytes, until something fails for lack of room. */
  async function withoutRoom(leftMb: number, act: () => Promise<unknown>): Promise<void> {
    const ballast = path.join(disk!, 'ballast');
    const { bavail, bsize } = await statfs(disk!);
    await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftMb * MB)));
    const before = troubles().length;
    await act();
    await expect.poll(() => troubles().length).toBeGreaterThan(before);
    expect(await countEndUsers().catch(() => none)).toEqual(none);
    await rm(ballast);
  }
  const said = (text: RegExp) =>
    fake.until(() => botsIn(shared).find((message) => text.test(message.text)), {
      timeoutMs,
      what: `${text}`,
    });

  const content = () => Readable.from(generateFile({ rows, organizationIds: [acme] }));
  let shared!: Awaited<ReturnType<typeof share>>;
  await withoutRoom(2, async () => {
    shared = await share(dana, 'end-users', content);
  });
  const plan = await said(/Apply to 30,000 end users/);
  await withoutRoom(2, () => dana.click(plan, { text: /^Apply/ }));
  // If Postgres went down, the file is read again, and the member must approve again.
  const next = await said(/30,000 created|so nothing was applied[\s\S]*Apply to 30,000 end users/);
  if (!/created/.test(next.text)) await dana.click(next, { text: /^Apply/ });
  await said(/30,000 created/);
  expect(await countEndUsers()).toEqual({ all: rows, different: rows });
  expect(botsIn(shared)).toHaveLength(1);
}, 600_000);
