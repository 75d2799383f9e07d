// A file can't be read in the end. Whoever has heard of it before hears that, too.
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { findImport, insertImport, updateImport } from '../../src/db/imports.ts';
import { ensureWorkspace } from '../../src/db/workspaces.ts';
import { failJob } from '../../src/usecases/failures/dead-letter.ts';
import { freshDatabase } from '../database.ts';

const { db, inWorkspace } = await freshDatabase();
const workspaceId = 'T1';
await ensureWorkspace(db, workspaceId);
let shares = 0;

it.each([
  [null, 'ignored'],
  ['nowhere', 'ignored'],
  ['thread', 'failed'],
  ['private', 'failed'],
  ['direct', 'failed'],
] as const)('a file that nobody addressed, and that was told as %s, is %s', async (way, state) => {
  const ts = `${++shares}.1`;
  const file = { slackFileId: 'F1', fileName: 'people.csv', fileSize: 1, addressed: false };
  const place = { channelId: 'C1', shareTs: ts, threadTs: ts };
  const importId = (await insertImport(db, { workspaceId, requestedBy: 'U1', ...place, ...file }))!;
  const key = { workspaceId, importId };
  await db.execute(sql`update import set state = 'reading' where id = ${importId}`);
  await updateImport(db, key, { way });
  await inWorkspace(workspaceId, (tx) => failJob(tx, { kind: 'prepare-import', payload: key }, 'ABCD-2345'));
  expect((await findImport(db, key))?.state).toBe(state);
});
