// Tells whether a large import writes what a small one looks at.
import { type SQL, sql } from 'drizzle-orm';
import { lookAlike } from '../../db/duplicate-pairs.ts';
import type { Transaction } from '../../db/transaction.ts';
import { keyTable, planTable, rowTable } from '../stage/stage.ts';
import { type Touched, tellingMask, touchedEndUsers, touchedPeople } from './touched.ts';
import type { Work } from './work.ts';

/** From this many rows with the same email or name on, nobody looks further. */
const manyLines = 1_000;

/** @param touched and the tables of touched.ts: what the small one looks at */
export async function meetsApply(tx: Transaction, touched: Touched, large: Work): Promise<boolean> {
  const { importId, plan } = large;
  if (touched.fixes.length > 0 && (await fixesTheSame(tx, touched.fixes, importId))) return true;
  if (plan.updated > 0 && (await updates(tx, touched, importId))) return true;
  if (plan.created === 0 || touched.people === 'none') return false;
  return touched.people === 'unknown' || createsThem(tx, importId);
}

const isAny = async (tx: Transaction, query: SQL): Promise<boolean> => {
  const [row] = await tx.execute<{ isAny: boolean }>(sql`select exists (${query}) as "isAny"`);
  return row!.isAny; // a select without a table always returns one row
};

async function fixesTheSame(tx: Transaction, fixes: readonly number[], importId: number): Promise<boolean> {
  const list = sql`${`{${fixes.join(',')}}`}::bigint[]`;
  return (
    fixes.includes(importId) ||
    isAny(tx, sql`select from ${rowTable(importId)} where ref_import = any(${list})`)
  );
}

/** Whom an update makes look different is for the plan to say, if the small one has people to compare with. */
function updates(tx: Transaction, { people }: Touched, importId: number): Promise<boolean> {
  const looksDifferent = people === 'none' ? sql`false` : sql`changed & ${tellingMask} <> 0`;
  return isAny(
    tx,
    sql`select from ${planTable(importId)} where action = 'update'
      and (end_user_id in (select id from ${touchedEndUsers}) or ${looksDifferent})`,
  );
}

async function createsThem(tx: Transaction, importId: number): Promise<boolean> {
  const [kept] = await tx.execute<{ areKept: boolean }>(
    sql`select to_regclass(${`staging.key_${importId}`}) is not null as "areKept"`,
  );
  // The plan is of an earlier version, or the import is in this queue for another reason than its size.
  if (!kept!.areKept) return true;
  const lines = await tx.execute<{ line: number }>(sql`
    select line from ${keyTable(importId)}
    where email_key in (select email_key from ${touchedPeople} where email_key is not null)
      or name_key in (select name_key from ${touchedPeople} where name_key is not null)
    limit ${manyLines}`);
  if (lines.length === 0) return false;
  if (lines.length === manyLines) return true;
  const found = sql`${`{${lines.map(({ line }) => line).join(',')}}`}::integer[]`;
  return isAny(
    tx,
    sql`
    select from (select * from ${rowTable(importId)} where line = any(${found})) b
    join (select * from ${planTable(importId)} where line = any(${found}) and action = 'create') p using (line)
    join ${touchedPeople} a on a.organization_id = p.organization_id and ${lookAlike}`,
  );
}
