// Finds the staged rows that are about one end user, in the files that are being imported.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';
import { planTable, rowTable } from '../import/stage/stage.ts';
import type { Choices } from '../model/choices.ts';
import { columnFields } from '../model/columns.ts';
import type { ImportState } from '../model/import.ts';
import { arrayOf, looksLikePerson, type Traces } from './traces.ts';

export type StagedRows = {
  readonly importId: number;
  readonly state: ImportState;
  readonly lines: readonly number[];
  /** Whether the tables are of an earlier version, which nothing reads: the file will be read again. */
  readonly isOutdated: boolean;
};

type Staging = {
  importId: number;
  state: ImportState;
  choices: Partial<Choices>;
  hasRows: boolean;
  hasPlan: boolean;
  isOutdated: boolean;
};

/** The imports whose staged rows are about them, or whose planned rows name them. */
export async function findStagedRows(tx: Transaction, traces: Traces): Promise<StagedRows[]> {
  const found: StagedRows[] = [];
  for (const staging of await findStagings(tx, traces.workspaceId)) {
    const { importId, state, hasRows, hasPlan, isOutdated } = staging;
    const lines = hasRows && !isOutdated ? await findLines(tx, staging, traces) : [];
    const isMeant = isOutdated || lines.length > 0 || (hasPlan && (await isInPlan(tx, importId, traces)));
    if (isMeant) found.push({ importId, state, lines, isOutdated });
  }
  return found;
}

function findStagings(tx: Transaction, workspaceId: string): Promise<Staging[]> {
  return tx.execute<Staging>(sql`
    select i.id::float8 as "importId", i.state, i.choices,
      bool_or(c.relname = 'row_' || i.id) as "hasRows", bool_or(c.relname = 'plan_' || i.id) as "hasPlan",
      bool_or(c.relname = 'row_' || i.id and not exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'archived')) as "isOutdated"
    from pg_class c join import i on c.relname in ('row_' || i.id, 'plan_' || i.id)
    where c.relnamespace = 'staging'::regnamespace and c.relkind = 'r' and i.workspace_id = ${workspaceId}
    group by i.id, i.state, i.choices order by i.id`);
}

/** Rows of which a member said that they are other people stay. */
async function findLines(
  tx: Transaction,
  { importId, choices }: Staging,
  { workspaceId, endUserId, ...keys }: Traces,
): Promise<number[]> {
  const looksLike =
    choices.lookAlikes === 'create'
      ? sql`false`
      : sql`${looksLikePerson(keys)} and not exists (
          select from end_user k where k.workspace_id = ${workspaceId} and k.id = t.contact_id)`;
  const rows = await tx.execute<{ line: number }>(sql`
    select t.line from ${rowTable(importId)} t
    left join import_ref r on r.workspace_id = ${workspaceId} and r.import_id = t.ref_import and r.line = t.ref_line
    where ${isFilled} and (
      t.contact_id = ${endUserId}::bigint or r.end_user_id = ${endUserId}::bigint or ${looksLike})`);
  return rows.map(({ line }) => line);
}

/** Whether a row has anything besides ids. */
const isFilled = sql.raw(
  `num_nonnulls(${['t.problem', 't.uploaded', 't.marks', ...columnFields.map((field) => `t.${field}`)].join(', ')}) > 0`,
);

async function isInPlan(tx: Transaction, importId: number, { endUserId, texts }: Traces): Promise<boolean> {
  const sentences = sql`lower(concat_ws(' ', p.problem, p.note, p.looks_like, p.someone_else, p.custom::text))`;
  const [row] = await tx.execute<{ isNamed: boolean }>(sql`
    with known as materialized (select text from unnest(${arrayOf(texts)}) as text)
    select exists (
      select from ${planTable(importId)} p
      where p.end_user_id = ${endUserId}::bigint or p.duplicate_candidate = ${endUserId}::bigint
        or exists (select from known k where strpos(${sentences}, k.text) > 0)
    ) as "isNamed"`);
  return row!.isNamed; // a select without a table always returns one row
}
