// Warnings about rows that would be written, without a choice: end users who would have nothing to tell them by, and the same
// email in another organization. And how many end users of the export are not in the file.
import { type SQL, sql } from 'drizzle-orm';
import { isOfArchivedOrganization } from '../../db/archived-organizations.ts';
import { tellingFields } from '../../db/duplicate-keys.ts';
import { history } from '../../db/history.ts';
import { isAfterSnapshot } from '../../db/operations.ts';
import type { Transaction } from '../../db/transaction.ts';
import type { Field } from '../../model/columns.ts';
import type { PlanWarning, RowProblem } from '../../model/plan.ts';
import { maskHas } from '../stage/masks.ts';
import { planTable, rowTable } from '../stage/stage.ts';
import { duplicateCandidateTable, newRows, sameEmail } from './duplicate-candidates.ts';
import { matchedRowTable } from './matched-rows.ts';
import { plannedUpdates } from './planned-updates.ts';
import type { PlanRules } from './rules.ts';

/** How many rows are named. */
const maxRows = 3;

type Found = RowProblem & { readonly count: number };

const toWarnings = (kind: 'nameless' | 'same-email-elsewhere', found: readonly Found[]): PlanWarning[] =>
  found[0] === undefined
    ? []
    : [{ kind, count: found[0].count, first: found.map(({ line, text }) => ({ line, text })) }];

/** Updates that would leave an end user without a name, an email, and a phone. */
export async function warnOfNameless(tx: Transaction, rules: PlanRules): Promise<PlanWarning[]> {
  const isEmptied = (field: Field): SQL =>
    sql`coalesce(case when ${maskHas('p.changed', field)} then s.${sql.raw(field)} else e.${sql.raw(field)} end, '') = ''`;
  const isChanged = sql.join(
    tellingFields.map((field) => maskHas('p.changed', field)),
    sql` or `,
  );
  const name = rules.redacted
    ? sql`'contact_id ' || e.id`
    : sql`left(coalesce(e.name, e.email, e.phone, '–'), 60) || ' · ' || e.id`;
  const found = await tx.execute<Found>(sql`
    select p.line, ${name} as text, (count(*) over ())::integer as count
    from ${plannedUpdates(planTable(rules.importId), rules)} and (${isChanged})
      and ${sql.join(tellingFields.map(isEmptied), sql` and `)}
    order by p.line limit ${maxRows}`);
  return toWarnings('nameless', found);
}

/** New end users whose email someone of another organization has: most likely one person who moved, or a shared mailbox. */
export async function warnOfSameEmailElsewhere(tx: Transaction, rules: PlanRules): Promise<PlanWarning[]> {
  const { workspaceId, importId, redacted } = rules;
  const who = redacted
    ? sql`'someone in another organization'`
    : sql`left(coalesce(e.name, e.email), 60) || ' · ' || e.id || ', ' || left(o.name, 40)`;
  // "limit 1" has Postgres look the few up by their ids, whatever it does for the rows of a large file.
  const found = await tx.execute<Found>(sql`
    select n.line, named.text, n.count
    from (
      select n.line, min(k.id) as id, (count(*) over ())::integer as count
      from ${newRows} n
      join ${sameEmail} k on k.email_key = n.email_key and k.organization_id <> n.organization_id
        and not ${isOfArchivedOrganization(workspaceId, sql`k.organization_id`)}
      join ${planTable(importId)} p on p.line = n.line and p.action = 'create'
      group by n.line order by n.line limit ${maxRows}
    ) n
    cross join lateral (
      select ${who} as text from end_user e
      join organization o on o.workspace_id = e.workspace_id and o.id = e.organization_id
      where e.workspace_id = ${workspaceId} and e.id = n.id limit 1
    ) named
    order by n.line`);
  return toWarnings('same-email-elsewhere', found);
}

/**
 * How many end users of the export that the file was made from are not in the file. Without those of the rows of a problem
 * file, which never has all. Whoever came to the export's organization since was not in the export, and whoever left it
 * since is not missed there.
 */
export async function countMissing(tx: Transaction, rules: PlanRules): Promise<number> {
  const { workspaceId, importId, snapshot, isBaseWhole = true, baseOrganization = null } = rules;
  // Of a roster, those are the leavers.
  if (snapshot === null || !isBaseWhole || rules.instructions?.roster) return 0;
  const isOfBase =
    baseOrganization &&
    sql`and e.organization_id = ${baseOrganization.id} and e.id not in (
           select came.end_user_id from (
             select distinct on (c.end_user_id) c.end_user_id, c.organization_id as was
             from operation o join ${history} c on c.workspace_id = o.workspace_id and c.operation_id = o.id
             where o.workspace_id = ${workspaceId} and ${isAfterSnapshot(sql`o`, snapshot)} and c.organization_id is not null
             order by c.end_user_id, c.operation_id
           ) came where came.was <> ${baseOrganization.id})`;
  const [row] = await tx.execute<{ missing: number; hasRefs: boolean }>(sql`
    select exists (select from ${rowTable(importId)} where ref_import is not null) as "hasRefs",
      (select count(*)::integer from end_user e
       where e.workspace_id = ${workspaceId} and not e.archived
         and not ${isOfArchivedOrganization(workspaceId, sql`e.organization_id`)}
         ${isOfBase ?? sql``}
         and not exists (select from ${rowTable(importId)} s where s.contact_id = e.id)
         and not exists (select from ${matchedRowTable} m where m.end_user_id = e.id)
         and not exists (select from ${duplicateCandidateTable} l where l.end_user_id = e.id)
         and not exists (select from operation o where o.workspace_id = e.workspace_id and o.id = e.created_in
           and ${isAfterSnapshot(sql`o`, snapshot)})) as missing`);
  return row!.hasRefs ? 0 : row!.missing;
}
