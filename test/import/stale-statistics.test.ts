// Postgres' statistics can be minutes old: a workspace that is nearly empty according to them may have filled since.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from './workspace.ts';

/** Enough rows that one scan for each row would take far too long. */
const count = 30_000;

test.each([
  ['with few end users', null],
  ['full of those of others', 10_000_000],
])(
  'a workspace that has just filled, in a table %s, is imported into, merged, undone, and redone quickly',
  async (_, endUsers) => {
    const { db } = await freshDatabase();
    for (const table of ['end_user', 'change', 'import_ref', 'operation'])
      await db.execute(sql.raw(`alter table ${table} set (autovacuum_enabled = off)`));
    // The statistics are those of some small workspaces.
    for (let n = 0; n < 12; n++) {
      const small = await createTestWorkspace(db, `TSMALL${n}`);
      const acme = await small.organization('Acme');
      await small.import(`customer_id,name,title\n${acme},Ana,Engineer\n${acme},Bo,CTO\n`);
      const [ana] = await small.endUsers();
      await small.undo(await small.import(`contact_id,title\n${ana!.id},CFO\n`));
    }
    await db.execute(sql`analyze`);
    if (endUsers !== null)
      await db.execute(sql`
        select pg_restore_relation_stats(
          'schemaname', 'public'::text, 'relname', 'end_user'::text, 'reltuples', ${endUsers}::real)`);

    const here = await createTestWorkspace(db, 'TLARGE');
    const acme = await here.organization('Acme');
    const people = Array.from({ length: count }, (_, i) => `${acme},P${i},p${i}@acme.example,Engineer\n`);
    const created = await here.import(`customer_id,name,email,title\n${people.join('')}`);
    const base = await here.export();
    const updated = await here.import(base.csv.replaceAll('Engineer', 'CTO'), { base });
    expect(updated.counts.updated).toBe(count);
    expect((await here.undo(updated)).counts).toMatchObject({ cells: count });
    const undone = await here.undo(created);
    expect(undone.counts).toMatchObject({ removed: count });
    expect((await here.undo({ ...created, operationId: undone.operationId })).counts).toMatchObject({
      restored: count,
    });
  },
  120_000,
);
