// Store of what members chose that the columns of files with a certain header are read as.
import { and, eq } from 'drizzle-orm';
import { type ChosenColumns, chosenColumnsSchema, digestHeader } from '../model/chosen-columns.ts';
import { columnMapping } from './schema/column-mapping-table.ts';
import type { Queryable } from './transaction.ts';

const isOf = (workspaceId: string, header: readonly string[]) =>
  and(eq(columnMapping.workspaceId, workspaceId), eq(columnMapping.headerDigest, digestHeader(header)));

/** @returns null if nothing is remembered for this header, or nothing that this version understands */
export async function findMapping(
  db: Queryable,
  workspaceId: string,
  header: readonly string[],
): Promise<ChosenColumns | null> {
  const [row] = await db.select().from(columnMapping).where(isOf(workspaceId, header));
  if (!row) return null;
  const { columns, chosenBy, chosenAt } = row;
  const parsed = chosenColumnsSchema.safeParse({ columns, chosenBy, chosenAt: chosenAt.toISOString() });
  return parsed.success ? parsed.data : null;
}

/** Replaces what was remembered for this header before. */
export async function rememberMapping(
  db: Queryable,
  workspaceId: string,
  header: readonly string[],
  { columns, chosenBy, chosenAt }: ChosenColumns,
): Promise<void> {
  const chosen = { columns, chosenBy, chosenAt: new Date(chosenAt) };
  await db
    .insert(columnMapping)
    .values({ workspaceId, headerDigest: digestHeader(header), ...chosen })
    .onConflictDoUpdate({ target: [columnMapping.workspaceId, columnMapping.headerDigest], set: chosen });
}

export async function forgetMapping(
  db: Queryable,
  workspaceId: string,
  header: readonly string[],
): Promise<void> {
  await db.delete(columnMapping).where(isOf(workspaceId, header));
}
