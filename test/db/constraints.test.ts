// Postgres itself accepts only the values that the code knows, and only references to existing rows.
import { type SQL, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import type { Database } from '../../src/db/transaction.ts';
import { exportKinds, exportStates } from '../../src/model/export.ts';
import { importStates } from '../../src/model/import.ts';
import { matchKeys } from '../../src/model/instructions.ts';
import { jobKinds, jobWeights, waitsFor } from '../../src/model/job-kinds.ts';
import { oldIdKinds } from '../../src/model/old-id-kind.ts';
import { operationKinds } from '../../src/model/operation-kind.ts';
import { applyModes, defaultRoles, roles } from '../../src/model/permissions.ts';
import { businessNameLimit, detailsModes } from '../../src/model/settings.ts';
import { jobPayloads } from '../../src/usecases/job-payloads.ts';
import { freshDatabase } from '../database.ts';
import { databaseOfVersion } from './upgrade/database-of-version.ts';

/** The last version without these constraints. */
const unconstrained = '0007_shared_outside';

/** The values of each checked column in the code. */
const values: Readonly<Record<string, readonly string[]>> = {
  access_role_check: roles,
  export_kind_check: exportKinds,
  export_state_check: exportStates,
  import_state_check: importStates,
  job_kind_check: jobKinds,
  job_waits_for_check: waitsFor,
  job_weight_check: jobWeights,
  old_id_kind_check: oldIdKinds,
  operation_kind_check: operationKinds,
  workspace_apply_check: applyModes,
  workspace_default_role_check: defaultRoles,
  workspace_details_check: detailsModes,
  workspace_match_by_check: matchKeys,
};

/** Statements that each constraint refuses, about the rows that `fill` writes. */
const refused: Readonly<Record<string, readonly SQL[]>> = {
  access_role_check: [sql`update access set role = 'owner'`, sql`update access set role = 'none'`],
  access_workspace_id_workspace_id_fk: [sql`insert into access values ('T0', 'U1', 'view', 'U2')`],
  column_mapping_workspace_id_workspace_id_fk: [
    sql`insert into column_mapping values ('T0', 'x', '[]', 'U1')`,
  ],
  erasure_workspace_id_workspace_id_fk: [sql`insert into erasure values ('T0', 1, 'U1')`],
  export_kind_check: [sql`update export set kind = 'roster'`],
  export_organization: [
    sql`update export set organization_id = 990 where id = 901`,
    // Of another workspace.
    sql`update export set organization_id = 902 where id = 901`,
    sql`delete from organization where id = 901`,
  ],
  export_state_check: [sql`update export set state = 'Posted'`],
  export_workspace_id_workspace_id_fk: [sql`update export set workspace_id = 'T0' where id = 902`],
  import_base_export: [
    sql`update import set base_export_id = 990 where id = 901`,
    sql`update import set base_export_id = 901 where id = 902`,
    sql`delete from export where id = 901`,
  ],
  import_state_check: [sql`update import set state = 'canceled'`, sql`update import set state = ''`],
  import_workspace_id_workspace_id_fk: [sql`update import set workspace_id = 'T0' where id = 903`],
  installation_workspace_id_workspace_id_fk: [
    sql`insert into installation values ('T0', 'B1', 'U1', 'x', null, null, 'U2')`,
  ],
  job_kind_check: [sql`insert into job (workspace_id, kind, payload) values ('TA', 'show', '{}')`],
  job_waits_for_check: [
    sql`insert into job (workspace_id, kind, payload, waits_for) values ('TA', 'say', '{}', 'nothing')`,
  ],
  job_weight_check: [
    sql`insert into job (workspace_id, kind, payload, weight) values ('TA', 'say', '{}', 'huge')`,
  ],
  old_id_kind_check: [
    sql`insert into old_id values ('TA', 'site', 1, 1)`,
    sql`insert into old_id values ('TA', '', 1, 1)`,
  ],
  old_id_workspace_id_workspace_id_fk: [sql`insert into old_id values ('T0', 'end user', 1, 1)`],
  operation_import: [
    sql`update operation set import_id = 990 where id = 902`,
    sql`update operation set import_id = 902 where id = 902`,
    sql`delete from import where id = 901`,
  ],
  operation_kind_check: [sql`update operation set kind = 'redo'`],
  operation_undoes: [
    sql`update operation set undoes = 990 where id = 902`,
    sql`delete from operation where id = 901`,
  ],
  operation_workspace_id_workspace_id_fk: [
    sql`insert into operation (workspace_id, id, kind, by) values ('T0', 990, 'hand', 'U1')`,
  ],
  organization_change_operation: [sql`insert into organization_change values ('TA', 990, 901)`],
  organization_workspace_id_workspace_id_fk: [
    sql`insert into organization (workspace_id, id, name, created_by) values ('T0', 990, 'Acme', 'U1')`,
  ],
  workspace_apply_check: [sql`update workspace set apply = 'never'`],
  workspace_business_name_check: [
    sql`update workspace set business_name = ''`,
    sql`update workspace set business_name = ${'ö'.repeat(businessNameLimit + 1)}`,
  ],
  workspace_default_role_check: [sql`update workspace set default_role = 'admin'`],
  workspace_details_check: [sql`update workspace set details = 'nobody'`],
  workspace_match_by_check: [sql`update workspace set match_by = 'phone'`],
  workspace_second_person_above_check: [sql`update workspace set second_person_above = -1`],
};

async function fill(db: Database): Promise<void> {
  await db.execute(sql`insert into workspace (id) values ('TA'), ('TB')`);
  await db.execute(sql`insert into access values ('TA', 'U1', 'view', 'U2')`);
  await db.execute(sql`
    insert into organization (workspace_id, id, name, created_by)
    values ('TA', 901, 'Acme', 'U1'), ('TB', 902, 'Acme', 'U1')`);
  await db.execute(sql`
    insert into export (workspace_id, id, kind, requested_by, organization_id, for_import, channel_id, is_private)
    values ('TA', 901, 'export', 'U1', 901, false, 'C1', false), ('TA', 902, 'export', 'U1', null, false, 'C1', false)`);
  await db.execute(sql`
    insert into import (workspace_id, id, channel_id, share_ts, slack_file_id, thread_ts, file_name, file_size,
      requested_by, addressed, base_export_id)
    select workspace_id, id, 'C1', id, 'F1', id, 'a.csv', 1, 'U1', true, base
    from (values ('TA', 901, 901), ('TB', 902, null), ('TA', 903, null)) imports (workspace_id, id, base)`);
  await db.execute(sql`
    insert into operation (workspace_id, id, kind, import_id, undoes, by)
    values ('TA', 901, 'import', 901, null, 'U1'), ('TA', 902, 'undo', 901, 901, 'U1')`);
}

const databases: Readonly<Record<string, () => Promise<Database>>> = {
  'a new database': async () => (await freshDatabase()).db,
  'an upgraded database': async () => {
    const { db, url } = await databaseOfVersion(unconstrained);
    await migrate(url);
    return db;
  },
};

it('the kinds of jobs are those that have a payload', () => {
  expect(Object.keys(jobPayloads).sort()).toEqual([...jobKinds].sort());
});

describe.each(Object.entries(databases))('in %s, the constraints', async (_name, open) => {
  const db = await open();
  await fill(db);
  const constraints = await db.execute<{ name: string; definition: string; valid: boolean }>(sql`
    select conname as name, pg_get_constraintdef(oid) as definition, convalidated as valid
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f') order by 1`);

  it('are all listed in this test, and valid', () => {
    expect(constraints.map(({ name }) => name)).toEqual(Object.keys(refused).sort());
    expect(constraints.filter(({ valid }) => !valid)).toEqual([]);
  });

  it.each(Object.entries(values))('of %s have the values of the code', (name, expected) => {
    const definition = constraints.find((constraint) => constraint.name === name)?.definition ?? '';
    const literals = [...definition.matchAll(/'((?:[^']|'')*)'::text/g)].map(([, value]) => value);
    expect(literals).toEqual(expected);
  });

  it.each(Object.entries(refused))('refuse a bad value: %s', async (name, statements) => {
    for (const statement of statements)
      await expect(db.execute(statement)).rejects.toMatchObject({ cause: { constraint_name: name } });
  });

  it('accept every value of the code', async () => {
    for (const role of roles) await db.execute(sql`update access set role = ${role}`);
    for (const kind of exportKinds) await db.execute(sql`update export set kind = ${kind}`);
    for (const state of exportStates) await db.execute(sql`update export set state = ${state}`);
    for (const state of importStates) await db.execute(sql`update import set state = ${state}`);
    for (const kind of operationKinds) await db.execute(sql`update operation set kind = ${kind}`);
    for (const apply of applyModes) await db.execute(sql`update workspace set apply = ${apply}`);
    for (const role of defaultRoles) await db.execute(sql`update workspace set default_role = ${role}`);
    for (const details of detailsModes) await db.execute(sql`update workspace set details = ${details}`);
    for (const name of [null, 'x', 'ö'.repeat(businessNameLimit)])
      await db.execute(sql`update workspace set business_name = ${name}`);
    for (const kind of jobKinds)
      await db.execute(sql`insert into job (workspace_id, kind, payload) values ('T0', ${kind}, '{}')`);
  });
});
