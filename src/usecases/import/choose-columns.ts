// A member says what the columns of a plan's file are read as, or that this is to be forgotten: the file is read again, and
// the next file with the same header is read alike. Fast, because Slack waits.
import { forgetMapping, rememberMapping } from '../../db/column-mappings.ts';
import { findImport, findImportDetails, type ImportKey } from '../../db/imports.ts';
import type { ChosenColumns } from '../../model/chosen-columns.ts';
import type { Import } from '../../model/import.ts';
import type { MatchedHeader } from '../../model/matched-header.ts';
import type { Context } from '../ports.ts';
import { type Decision, decide } from './decide-import.ts';
import { readAgain } from './reread-import.ts';

/** What the form about the columns of an import shows. */
export type ColumnsQuestion = { readonly record: Import; readonly header: MatchedHeader | null };

/** @returns null when there is no such import */
export function findColumns({ inWorkspace }: Context, key: ImportKey): Promise<ColumnsQuestion | null> {
  return inWorkspace(key.workspaceId, async (tx) => {
    const record = await findImport(tx, key);
    const details = await findImportDetails(tx, key);
    return record && { record, header: details?.header ?? null };
  });
}

/** @param planNumber of the plan that the member saw; a newer plan is left alone */
export function chooseColumns(
  context: Context,
  key: ImportKey,
  planNumber: number,
  columns: ChosenColumns,
): Promise<Decision> {
  return decide(context, key, (tx) =>
    readAgain(tx, key, planNumber, async ({ header, readAs }) => {
      if (header) await rememberMapping(tx, key.workspaceId, header.header, columns);
      return { ...readAs, columns };
    }),
  );
}

/** @param planNumber of the plan that the member saw; a newer plan is left alone */
export function forgetColumns(context: Context, key: ImportKey, planNumber: number): Promise<Decision> {
  return decide(context, key, (tx) =>
    readAgain(tx, key, planNumber, async ({ header, readAs: { columns: _, ...readAs } }) => {
      if (header) await forgetMapping(tx, key.workspaceId, header.header);
      return readAs;
    }),
  );
}
