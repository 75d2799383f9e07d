// Migration 0022_whole_plan: what a member leaves out of a plan, and the files of all cells.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { findImport, findImportDetails, recordCellsFile, updateImport } from '../../../src/db/imports.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { databaseOfVersion } from './database-of-version.ts';

describe('a database of the version before plans could be seen whole', async () => {
  const { db, url } = await databaseOfVersion('0019_file_offer', 'before_whole_plan');
  const key = { workspaceId: 'T1', importId: 1 };
  const before = await db.execute(sql`select to_jsonb(i) as row from import i`);
  await migrate(url);

  it('keeps its plans, of which nothing is left out, and its jobs', async () => {
    const [row] = await db.execute<{ row: object }>(sql`select to_jsonb(i) as row from import i`);
    expect(row!.row).toMatchObject(before[0]!.row as object);
    expect(await findImportDetails(db, key)).toMatchObject({
      leftOut: null,
      cellsFiles: {},
      choices: { lookAlikes: 'create' },
    });
    expect(await db.execute(sql`select kind from job`)).toEqual([{ kind: 'expire-import' }]);
  });

  it('stores what is left out, and each file of all cells', async () => {
    await updateImport(db, key, { leftOut: { by: 'U1', fields: ['phone'] } });
    await recordCellsFile(db, key, 'plan 1', 'F8');
    await recordCellsFile(db, key, 'plan 1 for U2', 'F9');
    expect(await findImportDetails(db, key)).toMatchObject({
      leftOut: { by: 'U1', fields: ['phone'], kinds: [], organizations: [], endUsers: [], lines: [] },
      cellsFiles: { 'plan 1': 'F8', 'plan 1 for U2': 'F9' },
    });
    expect(await findImport(db, key)).toMatchObject({ state: 'planned' });
    await db.execute(
      sql`insert into job (workspace_id, kind, payload) values ('T1', 'post-all-cells', '{}')`,
    );
  });
});
