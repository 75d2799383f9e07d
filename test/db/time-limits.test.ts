// An administrator limited how long statements and transactions may take: large imports take as long as they need.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/database.ts';
import { executeOne } from '../../src/db/execute-one.ts';
import { insertImport } from '../../src/db/imports.ts';
import { ensureWorkspace } from '../../src/db/workspaces.ts';
import { readCsv } from '../../src/import/read/read-csv.ts';
import { stageRows } from '../../src/import/stage/stage.ts';
import { freshDatabase } from '../database.ts';

const { db, url } = await freshDatabase();
const { name } = await executeOne<{ name: string }>(db, sql`select current_database() as name`);
await ensureWorkspace(db, 'T1');
for (const setting of ['statement_timeout', 'transaction_timeout'])
  await db.execute(sql.raw(`alter database ${name} set ${setting} = '1s'`));
const limited = openDatabase(url);
afterAll(() => limited.close(0));

it('a statement that takes longer than the limit of the server is finished in a transaction of a workspace', async () => {
  await expect(limited.db.execute(sql`select pg_sleep(30)`)).rejects.toThrow();
  const slept = limited.inWorkspace('T1', (tx) => tx.execute(sql`select pg_sleep(2), 1 as one`));
  expect(await slept).toMatchObject([{ one: 1 }]);
});

it('a file whose download takes longer than that is staged', async () => {
  const share = { slackFileId: 'F1', fileName: 'people.csv', fileSize: 1, addressed: true };
  const place = { channelId: 'C1', shareTs: '1.1', threadTs: '1.1' };
  const importId = await insertImport(db, { workspaceId: 'T1', requestedBy: 'U1', ...place, ...share });
  async function* slowly() {
    yield Buffer.from('customer_id,name\n1,Ana\n');
    await sleep(2_000);
    yield Buffer.from('1,Bo\n');
  }
  const file = await readCsv(slowly(), { maxBytes: 1e9 });
  const { signal } = new AbortController();
  expect(await limited.inWorkspace('T1', (tx) => stageRows(tx, importId!, file.encoded, signal))).toBe(2);
});

it('elsewhere the limit of the server holds', async () => {
  const shown = sql`select current_setting('statement_timeout') as value`;
  expect(await limited.inWorkspace('T1', (tx) => tx.execute(shown))).toEqual([{ value: '2h' }]);
  expect(await limited.db.execute(shown)).toEqual([{ value: '1s' }]);
});
