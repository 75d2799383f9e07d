// A workspace removes the app while the queue works on its jobs: nothing is left that waits for a job that is gone.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { beforeEach, expect, it, vi } from 'vitest';
import { insertImport } from '../../src/db/imports.ts';
import { findOrphans } from '../../src/db/orphans.ts';
import { ensureWorkspace, recordLastHeard } from '../../src/db/workspaces.ts';
import { enqueueJob } from '../../src/usecases/job-payloads.ts';
import { endWork } from '../../src/usecases/workspace/remove-app.ts';
import { freshDatabase } from '../database.ts';

const { db, inWorkspace } = await freshDatabase();
const workspaceId = 'T1';
await ensureWorkspace(db, workspaceId);

const reference = 'ABCD-2345';
let next = 0;
let ids: number[];

/** Two imports that are being read. */
beforeEach(async () => {
  await db.execute(sql`truncate job`);
  ids = [];
  for (let i = 0; i < 2; i++) {
    const ts = `${++next}.1`;
    const file = { slackFileId: 'F1', fileName: 'people.csv', fileSize: 1, addressed: true };
    const place = { channelId: 'C1', shareTs: ts, threadTs: ts };
    const importId = (await insertImport(db, { workspaceId, requestedBy: 'U1', ...place, ...file }))!;
    await db.execute(sql`update import set state = 'reading' where id = ${importId}`);
    await inWorkspace(workspaceId, (tx) => enqueueJob(tx, 'prepare-import', { workspaceId, importId }));
    ids.push(importId);
  }
});

const states = async () =>
  (await db.execute<{ state: string }>(sql`select state from import where id in ${ids} order by id`)).map(
    ({ state }) => state,
  );
const jobsOf = (id: number) => sql`select id from job where payload ->> 'importId' = ${String(id)}`;

/** Locks rows, as a worker does that claims a job or puts it back. */
function lock(rows: ReturnType<typeof jobsOf>): Promise<() => Promise<void>> {
  return new Promise((resolve) => {
    const held = db.transaction(async (tx) => {
      await tx.execute(sql`${rows} for update`);
      await new Promise<void>((release) =>
        resolve(async () => {
          release();
          await held;
        }),
      );
    });
  });
}

const end = () => inWorkspace(workspaceId, (tx) => endWork(tx, workspaceId, reference));

it('fails the import of a job that was locked at first, and could be deleted later', async () => {
  const releaseJob = await lock(jobsOf(ids[0]!));
  // Failing the second import waits, so that the first job is there again before the end.
  const releaseImport = await lock(sql`select from import where id = ${ids[1]!}`);
  const ended = end();
  await sleep(300);
  await releaseJob();
  await releaseImport();
  await ended;
  expect(await findOrphans(db, workspaceId)).toEqual([]);
  expect(await states()).toEqual(['failed', 'failed']);
});

it('waits for a job that is locked for a moment', async () => {
  const releaseJob = await lock(jobsOf(ids[0]!));
  const ended = end();
  await sleep(300);
  await releaseJob();
  await ended;
  expect(await states()).toEqual(['failed', 'failed']);
  expect(await db.execute(sql`select kind from job where kind <> 'clear-stage'`)).toEqual([]);
});

it('leaves a job alone that stays locked, because it is in its last transaction', async () => {
  const releaseJob = await lock(jobsOf(ids[0]!));
  await end();
  expect(await states()).toEqual(['reading', 'failed']);
  expect(await findOrphans(db, workspaceId)).toEqual([]);
  await releaseJob();
});

it('is not heard of anymore, also if the checkpoint waited for the removal', async () => {
  await db.execute(sql`
    insert into installation (workspace_id, bot_id, bot_member_id, bot_token, installed_by)
    values (${workspaceId}, 'B1', 'U1', 'x', 'U2')`);
  await db.execute(sql`update workspace set heard_until = now() - interval '1 hour'`);
  let checkpoint: Promise<unknown> = Promise.resolve();
  await inWorkspace(workspaceId, async (tx) => {
    await tx.execute(sql`delete from installation`);
    await endWork(tx, workspaceId, reference);
    checkpoint = db.transaction((other) => recordLastHeard(other, undefined, 0));
    await vi.waitFor(async () => {
      const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      expect(await db.execute(waiting)).toHaveLength(1);
    });
  });
  await checkpoint;
  expect(await db.execute(sql`select heard_until from workspace`)).toEqual([{ heard_until: null }]);
});
