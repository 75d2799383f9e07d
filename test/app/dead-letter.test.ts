// A job that fails for good becomes a dead letter: the member is told, with the error reference that the log has, too.
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { createInWorkspace } from '../../src/db/in-workspace.ts';
import { markAsFailed } from '../../src/usecases/failures/dead-letter.ts';
import type { Jobs } from '../../src/usecases/job-payloads.ts';
import { startTestApp } from './running-app.ts';

const { fake, addOrganization, answer, botsIn, command, db, idle, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const csv = (name: string) => `customer_id,name\n${acme},${name}\n`;

afterEach(() => fake.faults.clear());

/** All of the bot's messages in the thread, when the app is idle. */
async function allOf(message: Message): Promise<Message[]> {
  await idle();
  return botsIn(message);
}

describe('a dead letter', () => {
  const reference = 'K7QF-2MXD';

  it('of an import is reported in its thread, with the reference', async () => {
    fake.faults.add({ method: 'download', times: Infinity, answer: { status: 500 } });
    const shared = await share(dana, dana.directMessages(), csv('Dee'));
    await answer(shared, /Reading/);
    const [found] = await db.execute<{ workspaceId: string; importId: number }>(
      `select workspace_id as "workspaceId", id::float8 as "importId" from import where share_ts = '${shared.ts}'`,
    );
    await markAsFailed(
      { inWorkspace: createInWorkspace(db) },
      { kind: 'prepare-import', payload: found! },
      reference,
    );
    const failed = await answer(shared, /something broke on our side with this file/);
    expect(failed.text).toContain(reference);
    expect(failed.text).toContain('Nothing was changed');
    fake.faults.clear();
    expect(await allOf(shared)).toHaveLength(1);
  });

  it('of a file that no one asked about is not reported', async () => {
    fake.faults.add({ method: 'download', times: Infinity, answer: { status: 500 } });
    const shared = await share(dana, channel, csv('Gus'));
    const found = await fake.until(async () => {
      const [noted] = await db.execute<{ workspaceId: string; importId: number }>(
        `select workspace_id as "workspaceId", id::float8 as "importId" from import
        where share_ts = '${shared.ts}' and state = 'reading'`,
      );
      return noted;
    });
    await markAsFailed(
      { inWorkspace: createInWorkspace(db) },
      { kind: 'prepare-import', payload: found },
      reference,
    );
    expect(await allOf(shared)).toEqual([]);
    expect(await db.execute(`select state, reason from import where id = ${found.importId}`)).toEqual([
      { state: 'ignored', reason: reference },
    ]);
  });

  it('of a problem file is reported, because the plan announced the file', async () => {
    fake.faults.add({ method: 'upload', times: Infinity, answer: { status: 500 } });
    const shared = await share(dana, channel, `${csv('Ida')}999999,Ole\n`);
    await answer(shared, /1 left out/);
    const payload = await fake.until(async () => {
      const [job] = await db.execute<{ payload: Jobs['post-problem-file'] }>(
        `select payload from job where kind = 'post-problem-file' and failures > 0`,
      );
      return job?.payload;
    });
    await markAsFailed(
      { inWorkspace: createInWorkspace(db) },
      { kind: 'post-problem-file', payload },
      reference,
    );
    const lost = await answer(shared, /could not be posted/);
    expect(lost.text).toContain(reference);
    fake.faults.clear();
    await db.execute(`delete from job where kind = 'post-problem-file'`);
    expect(await allOf(shared)).toHaveLength(2);
  });

  it('of an export that could not be announced is reported in a direct message', async () => {
    fake.faults.add({
      method: 'chat.postMessage',
      times: Infinity,
      when: ({ channel }) => channel === fake.channel('end-users').id,
      answer: { error: 'restricted_action' },
    });
    await command(dana, channel, `/endusers export ${acme}`);
    const [found] = await db.execute<{ workspaceId: string; exportId: number }>(
      `select workspace_id as "workspaceId", id::float8 as "exportId" from export order by id desc limit 1`,
    );
    await markAsFailed(
      { inWorkspace: createInWorkspace(db) },
      { kind: 'perform-export', payload: found! },
      reference,
    );
    const failed = await fake.until(() =>
      fake.messages(dana.directMessages()).find(({ text }) => text.includes('No file was posted')),
    );
    expect(failed.text).toContain(reference);
  });

  it('is not reported in another workspace', async () => {
    await markAsFailed(
      { inWorkspace: createInWorkspace(db) },
      { kind: 'prepare-import', payload: { workspaceId: 'T0OTHER', importId: 1 } },
      reference,
    );
    await idle();
  });
});
