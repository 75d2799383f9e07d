// Undoes an import of organizations, or redoes it, in the caller's transaction, by the rules of undo-operation.ts: the value of
// a cell is that of its latest change that isn't undone, and an organization that an import created exists as long as the
// creation, or a later change of it, stands. It also stays as long as it has end users, or exports were made of it.
import { type SQL, sql } from 'drizzle-orm';
import { countForUndo } from '../../db/alone-count.ts';
import { withoutNestedLoops } from '../../db/bulk-planner-settings.ts';
import { executeOne } from '../../db/execute-one.ts';
import { addOperation } from '../../db/operations.ts';
import { organizationKey } from '../../db/organization-key.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { KeptItem, UndoCounts } from '../../model/undo.ts';
import { listOf } from '../undo/counted-changes.ts';
import { nothingLeftOut } from '../undo/not-restored.ts';
import { type StartedUndo, startUndo, type UndoRequest } from '../undo/start-undo.ts';
import type { UndoResult } from '../undo/undo-operation.ts';

const maxKept = 5;

/** A temporary table: each organization that the operations changed, as it is and as it is to be. */
const derived = sql.raw('derived_organization');

/** @param tx `repeatable read`, as for `undoOperation` */
export async function undoOrganizations(tx: Transaction, request: UndoRequest): Promise<UndoResult> {
  const { workspaceId, importId, operationId: undoes, by, requestedBy = null } = request;
  const endUsers = await countForUndo(tx, workspaceId, importId);
  const operationId = await addOperation(tx, {
    workspaceId,
    kind: 'undo',
    importId,
    undoes,
    by,
    requestedBy,
    endUsers,
  });
  const undo = await startUndo(tx, request);
  await derive(tx, undo);
  const counts = await countDerived(tx, undo);
  await write(tx, workspaceId, operationId);
  const kept = await findKept(tx, undo);
  const keptBy = kept.find(({ importId: other }) => other != null)?.importId ?? null;
  return { counts, kept, keptBy, ...nothingLeftOut, operationId, affected: [] };
}

/** What `undoOrganizations` would do now. The caller has to roll the transaction back, as for `countUndo`. */
export async function countUndoOfOrganizations(tx: Transaction, request: UndoRequest): Promise<UndoCounts> {
  const undo = await startUndo(tx, request);
  await derive(tx, undo);
  return countDerived(tx, undo);
}

/**
 * Removes the organizations whose creation is undone, and that stayed because of end users who are gone by now.
 *
 * @param operationId the undo or redo that may have removed the end users
 */
export async function removeOwedOrganizations(
  tx: Transaction,
  workspaceId: string,
  operationId: number,
): Promise<void> {
  await createDerived(
    tx,
    workspaceId,
    sql`select c.organization_id from organization_change c
      join operation u on u.workspace_id = c.workspace_id and u.id = c.operation_id and u.undone
      where c.workspace_id = ${workspaceId} and c.before is null`,
  );
  await tx.execute(sql`delete from ${derived} where not is_removed`);
  await write(tx, workspaceId, operationId);
}

const derive = (tx: Transaction, { workspaceId, flipped }: StartedUndo): Promise<void> =>
  createDerived(
    tx,
    workspaceId,
    sql`select organization_id from organization_change
      where workspace_id = ${workspaceId} and operation_id in ${listOf(flipped)}`,
  );

/** The changes that count, of `a.id`. */
const counted = (workspaceId: string): SQL => sql`
  organization_change c join operation u on u.workspace_id = c.workspace_id and u.id = c.operation_id
    and u.undone is not null
  where c.workspace_id = ${workspaceId} and c.organization_id = a.id`;

/** The value of the latest change that stands; else that of the creation, or the one from before the first change. */
const derivedValue = (workspaceId: string, field: 'name' | 'archived'): SQL => {
  const [before, after] = ['before', 'after'].map((side) => sql.raw(`c.${side} ->> '${field}'`));
  const key = sql.raw(`'${field}'`);
  return sql`coalesce(
    (select ${after} from ${counted(workspaceId)} and not u.undone and c.after ? ${key} order by c.operation_id desc limit 1),
    (select case when c.before is null then ${after} else ${before} end from ${counted(workspaceId)} and c.after ? ${key}
     order by c.operation_id limit 1))`;
};

async function createDerived(tx: Transaction, workspaceId: string, ids: SQL): Promise<void> {
  // The statistics of expressions are guesses: for thousands of organizations, nested loops would take minutes.
  const create = sql`
    create temporary table ${derived} on commit drop as
    select v.*, v.is_here and not v.exists_then and not v.is_used as is_removed,
      v.is_here and not v.exists_then and v.is_used as is_kept,
      not v.is_here and v.exists_then and v.removed is not null and not v.is_taken as is_restored,
      v.is_here and (v.exists_then or v.is_used) and v.name <> v.now and not v.is_taken as gets_name,
      v.is_here and (v.exists_then or v.is_used) and v.archived <> v.archived_now as gets_archived
    from (
      select v.*, v.name is distinct from v.now and k.ids is not null and k.ids <> array[v.id] as is_taken
      from (
        select a.id, o.id is not null as is_here, o.name as now, o.archived as archived_now,
          coalesce(${derivedValue(workspaceId, 'name')}, o.name) as name,
          coalesce(${derivedValue(workspaceId, 'archived')}::boolean, o.archived, false) as archived,
          not exists (select from ${counted(workspaceId)} and c.before is null)
            or exists (select from ${counted(workspaceId)} and not u.undone) as exists_then,
          exists (select from end_user e where e.workspace_id = ${workspaceId} and e.organization_id = a.id)
            or exists (select from export x where x.workspace_id = ${workspaceId} and x.organization_id = a.id)
            -- An undo may move somebody back who was there.
            or exists (
              select from change c join operation p on p.workspace_id = c.workspace_id and p.id = c.operation_id
              where c.workspace_id = ${workspaceId} and c.after is not null and p.undone is false
                and (c.before ->> 'organization_id')::bigint = a.id) as is_used,
          (select c.before from organization_change c
           where c.workspace_id = ${workspaceId} and c.organization_id = a.id and c.after is null
           order by c.operation_id desc limit 1) as removed
        from (select distinct i.organization_id as id from (${ids}) i) a
        left join organization o on o.workspace_id = ${workspaceId} and o.id = a.id
      ) v
      left join (
        select ${organizationKey(sql`x.name`)} as key, array_agg(x.id) as ids
        from organization x where x.workspace_id = ${workspaceId} group by 1
      ) k on k.key = ${organizationKey(sql`v.name`)}
    ) v`;
  await withoutNestedLoops(tx, () => tx.execute(create));
  await tx.execute(sql`analyze ${derived}`);
}

async function write(tx: Transaction, workspaceId: string, operationId: number): Promise<void> {
  await tx.execute(sql`
    with removed as (
      delete from organization o using ${derived} d
      where d.is_removed and o.workspace_id = ${workspaceId} and o.id = d.id
      returning o.*
    )
    insert into organization_change (workspace_id, operation_id, organization_id, before)
    select workspace_id, ${operationId}::bigint, id, to_jsonb(removed) from removed`);
  await tx.execute(sql`
    insert into organization_change (workspace_id, operation_id, organization_id, before, after)
    select ${workspaceId}, ${operationId}::bigint, d.id,
      case when gets_name then jsonb_build_object('name', now) else '{}' end
        || case when gets_archived then jsonb_build_object('archived', archived_now) else '{}' end,
      case when gets_name then jsonb_build_object('name', name) else '{}' end
        || case when gets_archived then jsonb_build_object('archived', archived) else '{}' end
    from ${derived} d where gets_name or gets_archived`);
  await tx.execute(sql`
    update organization o set name = case when d.gets_name then d.name else o.name end,
      archived = case when d.gets_archived then d.archived else o.archived end
    from ${derived} d where (d.gets_name or d.gets_archived) and o.workspace_id = ${workspaceId} and o.id = d.id`);
  await tx.execute(sql`
    with restored as (
      insert into organization
      select r.* from ${derived} d cross join lateral jsonb_populate_record(null::organization,
        d.removed || jsonb_build_object('name', d.name, 'archived', d.archived)) r
      where d.is_restored
      returning *
    )
    insert into organization_change (workspace_id, operation_id, organization_id, after)
    select workspace_id, ${operationId}::bigint, id, to_jsonb(restored) from restored`);
}

/** The cells `v` of the undone or redone operation that keep the value of a later change `l`, of the organization `d`. */
const heldCells = ({ workspaceId, applied }: StartedUndo): SQL => sql`
  organization_change c
  join ${derived} d on d.id = c.organization_id and d.is_here
  cross join lateral jsonb_object_keys(c.after - 'id') v (field)
  cross join lateral (
    select u.by, u.import_id from organization_change n
    join operation u on u.workspace_id = n.workspace_id and u.id = n.operation_id and u.undone is false
    where n.workspace_id = c.workspace_id and n.organization_id = c.organization_id and n.operation_id > c.operation_id
      and n.before is not null and n.after ? v.field
    order by n.operation_id desc limit 1
  ) l
  where c.workspace_id = ${workspaceId} and c.operation_id = ${applied}::bigint and c.before is not null`;

async function countDerived(tx: Transaction, undo: StartedUndo): Promise<UndoCounts> {
  return executeOne<UndoCounts>(
    tx,
    sql`
    select 'organizations' as subject, (count(*) filter (where gets_name) + count(*) filter (where gets_archived))::integer as cells,
      (count(*) filter (where gets_name or gets_archived))::integer as "endUsers",
      (count(*) filter (where is_removed))::integer as removed,
      (count(*) filter (where is_restored))::integer as restored,
      ((select count(*) from ${heldCells(undo)})
        + count(*) filter (where is_here and name <> now and is_taken))::integer as "keptCells",
      (count(*) filter (where is_kept or not is_here and exists_then and is_taken))::integer as "keptEndUsers"
    from ${derived}`,
  );
}

function findKept(tx: Transaction, undo: StartedUndo): Promise<KeptItem[]> {
  return tx.execute<KeptItem>(sql`
    select * from (
      select d.id::float8 as "endUserId", d.now as "endUser", v.field,
        case v.field when 'name' then d.now else d.archived_now::text end as now, l.by as "changedBy",
        l.import_id::float8 as "importId"
      from ${heldCells(undo)}
      union all
      select d.id::float8, coalesce(d.now, d.name), case when d.is_here and not d.is_kept then 'name' end,
        case when not d.is_kept then d.now end, null, null
      from ${derived} d
      where d.is_kept or d.is_here and d.name <> d.now and d.is_taken or not d.is_here and d.exists_then and d.is_taken
    ) kept order by "endUserId" limit ${maxKept}`);
}
