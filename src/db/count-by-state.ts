// Counts imports and exports by state, over all workspaces.
import { count } from 'drizzle-orm';
import { type ExportState, exportStates } from '../model/export.ts';
import { type ImportState, importStates } from '../model/import.ts';
import { exportTable } from './schema/export-table.ts';
import { importTable } from './schema/import-table.ts';
import type { Database } from './transaction.ts';

/** Has every state, also those with a count of 0. */
export type StateCounts = {
  readonly imports: Readonly<Record<ImportState, number>>;
  readonly exports: Readonly<Record<ExportState, number>>;
};

export async function countByState(db: Database): Promise<StateCounts> {
  const imports = await db
    .select({ state: importTable.state, count: count() })
    .from(importTable)
    .groupBy(importTable.state);
  const exports = await db
    .select({ state: exportTable.state, count: count() })
    .from(exportTable)
    .groupBy(exportTable.state);
  return { imports: toRecord(importStates, imports), exports: toRecord(exportStates, exports) };
}

function toRecord<State extends string>(
  states: readonly State[],
  counts: readonly { state: State; count: number }[],
): Record<State, number> {
  // `fromEntries` forgets which keys the entries have; they are those of `states`.
  const record = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
  for (const { state, count } of counts) record[state] = count;
  return record;
}
