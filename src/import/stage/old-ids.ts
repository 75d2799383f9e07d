// Translates the ids of a file of another site to ours while the file is staged, so that ids that happen to match never mean
// anything here. What the file says stays in `old_customer_id` and `old_contact_id`.
import { type SQL, sql } from 'drizzle-orm';
import { applyBulkPlannerSettings } from '../../db/bulk-planner-settings.ts';
import type { Transaction } from '../../db/transaction.ts';

/** A file of another site. `organizationId`: the organization that the message names, for rows of unknown ones. */
export type OtherSite = { readonly workspaceId: string; readonly organizationId: number | null };

/**
 * The staged rows `s`, with our end user `u` and our organization `o` of their old ids; null if unknown. An end user who was
 * erased is known, so that the row doesn't create them anew.
 */
const withOurIds = (
  workspaceId: string,
  rows: SQL,
  { customerId, contactId }: { customerId: SQL; contactId: SQL },
): SQL => sql`
  ${rows} s
  left join (
    select c.old_id, c.id from old_id c
    left join end_user k on k.workspace_id = c.workspace_id and k.id = c.id
    left join erasure z on z.workspace_id = c.workspace_id and z.end_user_id = c.id
    where c.workspace_id = ${workspaceId} and c.kind = 'end user' and (k.id is not null or z.end_user_id is not null)
  ) u on u.old_id = ${contactId}
  left join (
    select c.old_id, c.id from old_id c
    join organization k on k.workspace_id = c.workspace_id and k.id = c.id
    where c.workspace_id = ${workspaceId} and c.kind = 'organization'
  ) o on o.old_id = ${customerId}`;

/** How many lines a problem names. */
const namedLines = 5;

/** @param rows the staged rows, before their table is handed over, see `takeOver` */
export async function translateOldIds(
  tx: Transaction,
  rows: SQL,
  { workspaceId, organizationId }: OtherSite,
  count: number,
): Promise<void> {
  await applyBulkPlannerSettings(tx, workspaceId, count);
  const asWritten = { customerId: sql`s.customer_id`, contactId: sql`s.contact_id` };
  await tx.execute(sql`
    update ${rows} t
    set old_customer_id = t.customer_id, old_contact_id = t.contact_id, customer_id = f.customer_id, contact_id = f.contact_id,
      problem = nullif(concat_ws('; ', t.problem, f.unknown, f.repeated), '')
    from (
      select s.line, o.id as customer_id, u.id as contact_id,
        case when s.customer_id is not null and o.id is null and u.id is null and s.organization is null and ${organizationId}::bigint is null
          then 'customer_id "' || s.customer_id || '" of the other site isn''t known here: import its organizations first, or name them in a column' end as unknown,
        case when u.id is null then repeats.problem end as repeated
      from ${withOurIds(workspaceId, rows, asWritten)}
      left join (
        select contact_id, 'contact_id ' || contact_id || ' is on lines ' || array_to_string((array_agg(line order by line))[1:${sql.raw(String(namedLines))}], ', ')
          || case when count(*) > ${sql.raw(String(namedLines))} then ' …' else '' end || ': keep one of these lines' as problem
        from ${rows} where contact_id is not null group by contact_id having count(*) > 1
      ) repeats on repeats.contact_id = s.contact_id
    ) f
    where f.line = t.line and (t.customer_id is not null or t.contact_id is not null)`);
}

/** Whether the rows fix rows of a file of another site. */
export async function fixesOldIds(tx: Transaction, rows: SQL): Promise<boolean> {
  const [row] = await tx.execute<{ fixes: boolean }>(sql`
    select exists (select from import i where (i.instructions ->> 'otherSite')::boolean
      and i.workspace_id = current_setting('endusers.workspace', true)
      and i.id in (select ref_import from ${rows} where ref_import is not null)) as fixes`);
  return row!.fixes;
}

/** Whether the ids of the staged rows were translated. */
export async function hasOldIds(tx: Transaction, rows: SQL): Promise<boolean> {
  const [row] = await tx.execute<{ has: boolean }>(sql`
    select exists (select from ${rows} where old_customer_id is not null or old_contact_id is not null) as has`);
  return row!.has;
}

/**
 * Whether the old ids still mean what they meant when the rows were staged. Otherwise, the file has to be read again: an import
 * or an undo has changed who is known.
 */
export async function areOldIdsCurrent(
  tx: Transaction,
  workspaceId: string,
  { rows, count }: { readonly rows: SQL; readonly count: number },
): Promise<boolean> {
  await applyBulkPlannerSettings(tx, workspaceId, count);
  const staged = { customerId: sql`s.old_customer_id`, contactId: sql`s.old_contact_id` };
  const [row] = await tx.execute<{ changed: boolean }>(sql`
    select exists (select from ${withOurIds(workspaceId, rows, staged)}
      where s.old_contact_id is not null and u.id is distinct from s.contact_id
         or s.old_customer_id is not null and o.id is distinct from s.customer_id) as changed`);
  return !row!.changed;
}
