// Store of workspaces, their settings, and their last-heard checkpoints.
import { and, eq, isNull, sql } from 'drizzle-orm';
import { aloneHours, type Loosened } from '../model/second-person.ts';
import { type Settings, secondPersonLimit } from '../model/settings.ts';
import { workspace } from './schema/workspace-table.ts';
import type { Database, Queryable, Transaction } from './transaction.ts';

/** Adds the workspace's row if it doesn't exist. Foreign keys require it before any import, export, or grant. */
export async function ensureWorkspace(db: Queryable, workspaceId: string): Promise<void> {
  await db.insert(workspace).values({ id: workspaceId }).onConflictDoNothing();
}

/** The Enterprise organization whose org-wide installation may act in the workspace; null: none. */
export async function findEnterprise(db: Queryable, workspaceId: string): Promise<string | null> {
  const { enterpriseId } = workspace;
  const [row] = await db.select({ enterpriseId }).from(workspace).where(eq(workspace.id, workspaceId));
  return row?.enterpriseId ?? null;
}

/** The workspace must have a row. */
export async function recordEnterprise(
  tx: Transaction,
  workspaceId: string,
  enterpriseId: string | null,
): Promise<void> {
  await tx.update(workspace).set({ enterpriseId }).where(eq(workspace.id, workspaceId));
}

/** The ids of the workspaces in which an org-wide installation may act, as far as recorded. */
export async function listWorkspacesOf(db: Database, enterpriseId: string): Promise<string[]> {
  const rows = await db
    .select({ id: workspace.id })
    .from(workspace)
    .where(eq(workspace.enterpriseId, enterpriseId))
    .orderBy(workspace.id);
  return rows.map(({ id }) => id);
}

/** The first part of the names of files with all organizations: the business name, else the workspace's id. */
export async function accountName(db: Queryable, workspaceId: string): Promise<string> {
  return (await findSettings(db, workspaceId)).businessName ?? workspaceId;
}

/** Makes other callers for the same workspace wait until the transaction ends. */
export async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await tx
    .select({ id: workspace.id })
    .from(workspace)
    .where(eq(workspace.id, workspaceId))
    .for('no key update');
}

/**
 * Records that everything members shared up to `agoMs` milliseconds ago was received.
 *
 * @param workspaceId undefined: all workspaces that have the app installed
 * @returns the previous checkpoints, of the workspaces that had one
 */
export async function recordLastHeard(
  tx: Queryable,
  workspaceId: string | undefined,
  agoMs: number,
): Promise<{ readonly workspaceId: string; readonly until: Date }[]> {
  const isIncluded =
    workspaceId === undefined
      ? sql`(id in (select workspace_id from installation where not is_enterprise)
          or enterprise_id in (select workspace_id from installation))`
      : sql`id = ${workspaceId}`;
  // Locked by a statement of its own, so that the next one sees the removal of an app that this one waited for. "No key
  // update": transactions whose rows refer to the workspace hold key locks, for as long as an import takes.
  await tx.execute(sql`select from workspace where ${isIncluded} order by id for no key update`);
  const rows = await tx.execute<{ workspaceId: string; until: number | null }>(sql`
    with before as (select id, heard_until from workspace where ${isIncluded} order by id for no key update)
    update workspace w
    set heard_until = greatest(b.heard_until, now() - ${agoMs} * interval '1 millisecond')
    from before b where w.id = b.id
    returning w.id as "workspaceId", extract(epoch from b.heard_until)::float8 * 1000 as until`);
  return rows.flatMap(({ workspaceId: id, until }) =>
    until === null ? [] : [{ workspaceId: id, until: new Date(until) }],
  );
}

/** The settings of the workspace, or the defaults if it has no row yet. */
export async function findSettings(db: Queryable, workspaceId: string): Promise<Settings> {
  const [settings] = await db.select(settingColumns).from(workspace).where(eq(workspace.id, workspaceId));
  return (
    settings ?? {
      apply: 'after approval',
      defaultRole: 'none',
      businessName: null,
      details: 'members only',
      matchBy: 'contact_id',
      secondPersonAbove: null,
    }
  );
}

/**
 * Records who raises the setting `second person above`, or turns it off: they can't use that themselves for a day. Several
 * such changes of a member within that time count as one.
 *
 * @returns what was recorded; null if the setting was not loosened
 */
export async function recordLoosening(
  tx: Transaction,
  workspaceId: string,
  to: number | null,
  by: string,
): Promise<Loosened | null> {
  const [row] = await tx.execute<{ loosened: Loosened }>(sql`
    update workspace set second_person_loosened = jsonb_build_object('by', ${by}::text, 'at', now(), 'from', least(
      second_person_above, case
        when second_person_loosened ->> 'by' = ${by}
          and (second_person_loosened ->> 'at')::timestamptz > now() - interval '${sql.raw(String(aloneHours))} hours'
        then (second_person_loosened ->> 'from')::integer end))
    where id = ${workspaceId} and second_person_above < coalesce(${to}::bigint, ${secondPersonLimit + 1}::bigint)
    returning second_person_loosened as loosened`);
  return row?.loosened ?? null;
}

/** Who last raised the setting `second person above`, or turned it off; null: nobody. */
export async function findLoosened(db: Queryable, workspaceId: string): Promise<Loosened | null> {
  const { secondPersonLoosened: loosened } = workspace;
  const [row] = await db.select({ loosened }).from(workspace).where(eq(workspace.id, workspaceId));
  return row?.loosened ?? null;
}

/** Changes the given settings. The workspace must have a row. */
export async function updateSettings(
  db: Queryable,
  workspaceId: string,
  change: Partial<Settings>,
): Promise<void> {
  await db.update(workspace).set(change).where(eq(workspace.id, workspaceId));
}

const settingColumns = {
  apply: workspace.apply,
  defaultRole: workspace.defaultRole,
  businessName: workspace.businessName,
  details: workspace.details,
  matchBy: workspace.matchBy,
  secondPersonAbove: workspace.secondPersonAbove,
};

/** Ends the checkpoints of a workspace without the app: files shared there from now on are never looked for. */
export async function clearLastHeard(tx: Transaction, workspaceId: string): Promise<void> {
  await tx.update(workspace).set({ lastHeardUntil: null }).where(eq(workspace.id, workspaceId));
}

/** Whether a member was told how to begin since the app was last installed. */
export async function isGuided(db: Queryable, workspaceId: string): Promise<boolean> {
  const [row] = await db
    .select({ guidedAt: workspace.guidedAt })
    .from(workspace)
    .where(eq(workspace.id, workspaceId));
  return Boolean(row?.guidedAt);
}

/** @returns when, if it was not recorded before */
export async function recordGuided(db: Queryable, workspaceId: string): Promise<Date | null> {
  await ensureWorkspace(db, workspaceId);
  const [row] = await db
    .update(workspace)
    .set({ guidedAt: sql`now()` })
    .where(and(eq(workspace.id, workspaceId), isNull(workspace.guidedAt)))
    .returning({ guidedAt: workspace.guidedAt });
  return row?.guidedAt ?? null;
}

/** After a removal, the next installation is a new beginning. */
export async function clearGuided(db: Queryable, workspaceId: string): Promise<void> {
  await db.update(workspace).set({ guidedAt: null }).where(eq(workspace.id, workspaceId));
}
