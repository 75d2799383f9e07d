// How many imports and exports there are of each state, in all workspaces together.
import { count } from 'drizzle-orm';
import { type ExportState, exportTransitions } from '../model/export.ts';
import { type ImportState, importTransitions } from '../model/import.ts';
import { exportTable } from './schema/export-table.ts';
import { importTable } from './schema/import-table.ts';
import type { Database } from './transaction.ts';

/** Every state is there, also with 0. */
export type StateCounts = {
  readonly imports: Readonly<Record<ImportState, number>>;
  readonly exports: Readonly<Record<ExportState, number>>;
};

export async function countByState(db: Database): Promise<StateCounts> {
  const imports = db
    .select({ state: importTable.state, there: count() })
    .from(importTable)
    .groupBy(importTable.state);
  const exports = db
    .select({ state: exportTable.state, there: count() })
    .from(exportTable)
    .groupBy(exportTable.state);
  return {
    imports: byState(importTransitions, await imports),
    exports: byState(exportTransitions, await exports),
  };
}

function byState<State extends string>(
  steps: Readonly<Record<State, unknown>>,
  counted: readonly { state: State; there: number }[],
): Record<State, number> {
  const none = Object.keys(steps).map((state) => [state, 0]);
  return Object.fromEntries([...none, ...counted.map(({ state, there }) => [state, there])]);
}
