// Finds the staged rows that are about one end user, in the files that are being imported.
import { sql } from 'drizzle-orm';
import type { Transaction } from '../db/transaction.ts';
import { planTable, rowTable } from '../import/stage/stage.ts';
import type { Choices } from '../model/choices.ts';
import { fields } from '../model/columns.ts';
import type { ImportState } from '../model/import.ts';
import { arrayOf, looksLikePerson, type Traces } from './traces.ts';

export type StagedRows = {
  readonly importId: number;
  readonly state: ImportState;
  readonly lines: readonly number[];
  /** Whether a sentence of the planned rows names them. */
  readonly isNamed: boolean;
};

type Staging = {
  importId: number;
  state: ImportState;
  choices: Partial<Choices>;
  hasRows: boolean;
  hasPlan: boolean;
};

/** The imports whose staged or planned rows are about them. */
export async function findStagedRows(tx: Transaction, traces: Traces): Promise<StagedRows[]> {
  const found: StagedRows[] = [];
  for (const staging of await findStagings(tx, traces.workspaceId)) {
    const { importId, state } = staging;
    const lines = staging.hasRows ? await findLines(tx, staging, traces) : [];
    const isNamed = staging.hasPlan && (await isInPlan(tx, importId, traces));
    if (lines.length > 0 || isNamed) found.push({ importId, state, lines, isNamed });
  }
  return found;
}

function findStagings(tx: Transaction, workspaceId: string): Promise<Staging[]> {
  const has = (kind: string) => sql`to_regclass('staging.' || ${kind}::text || '_' || i.id) is not null`;
  return tx.execute<Staging>(sql`
    select * from (
      select i.id::float8 as "importId", i.state, i.choices, ${has('row')} as "hasRows", ${has('plan')} as "hasPlan"
      from import i where i.workspace_id = ${workspaceId}
        and (i.staged_rows is not null or i.state in ('reading', 'planned', 'planning', 'applying'))
    ) staged where "hasRows" or "hasPlan" order by "importId"`);
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
  `num_nonnulls(${['t.problem', 't.uploaded', 't.marks', ...fields.map((field) => `t.${field}`)].join(', ')}) > 0`,
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
