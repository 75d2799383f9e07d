// What became of an import or an export, one step at a time: for the log and the metrics, so ids and figures only.

import type { BadFileCode } from './bad-file-error.ts';
import type { Export, ExportState } from './export.ts';
import type { Import, ImportState } from './import.ts';
import type { RowCounts } from './plan.ts';
import type { Undo, UndoCounts } from './undo.ts';

type OfImport = { readonly workspaceId: string; readonly importId: number };
type OfExport = { readonly workspaceId: string; readonly exportId: number };

/** How long the step took, where somebody measured it. */
type Timing = { readonly ms?: number | undefined };

/** What an error is in the log under; it is the answer to a member who quotes it. */
type Failure = { readonly reference: string | null };

type UndoFacts = UndoCounts & { readonly ms: number };

export type ImportEvent = OfImport &
  (
    | { readonly what: 'import received'; readonly bytes: number }
    /** It begins, or begins anew. */
    | { readonly what: 'import is read' }
    | { readonly what: 'import read'; readonly rows: number; readonly bytes: number; readonly ms: number }
    | ({ readonly what: 'import planned' | 'import unneeded'; readonly plan: number } & RowCounts & Timing)
    /** A member chose otherwise. */
    | { readonly what: 'import is planned anew' }
    | { readonly what: 'import approved' }
    | ({ readonly what: 'import applied' } & RowCounts & { readonly ms: number })
    | { readonly what: 'undo asked for' | 'redo asked for' }
    | ({ readonly what: 'import undone' | 'import redone' } & UndoFacts)
    | ({ readonly what: 'undo failed' | 'redo failed' } & Failure)
    /** `code` is null where only the sentence for the member is known. */
    | { readonly what: 'import refused'; readonly code: BadFileCode | null }
    | { readonly what: 'import cancelled' }
    | ({ readonly what: 'import failed' } & Failure)
    /** With a reference where it failed before anything was said of it. */
    | ({ readonly what: 'import ignored' } & Failure)
  );

export type ExportEvent = OfExport &
  (
    | { readonly what: 'export requested'; readonly kind: Export['kind'] }
    | { readonly what: 'export written'; readonly rows: number; readonly ms: number }
    | { readonly what: 'export posted' }
    | ({ readonly what: 'export failed' } & Failure)
  );

export type DomainEvent = ImportEvent | ExportEvent;

/** What a step knows beyond what it leaves in the import. */
export type StepFacts = Timing & { readonly code?: BadFileCode };

type Change = {
  readonly reason?: string | null | undefined;
  readonly applyMs?: number | null | undefined;
  readonly undo?: Undo | null | undefined;
};

/** @param it the import after the step to `it.state` that made `change` */
export function toImportEvent(it: Import, change: Change, { ms, code }: StepFacts): ImportEvent {
  const of = { workspaceId: it.workspaceId, importId: it.id };
  const reference = change.reason ?? null;
  const told: Readonly<Record<ImportState, () => ImportEvent>> = {
    received: () => ({ ...of, what: 'import received', bytes: it.fileSize }),
    reading: () => ({ ...of, what: 'import is read' }),
    planned: () => ({ ...of, what: 'import planned', plan: it.planNumber, ...countsOf(it), ms }),
    unneeded: () => ({ ...of, what: 'import unneeded', plan: it.planNumber, ...countsOf(it), ms }),
    planning: () => ({ ...of, what: 'import is planned anew' }),
    applying: () => ({ ...of, what: 'import approved' }),
    // Also where the undo of it failed, and where that undo was taken back.
    applied: () => {
      if (change.undo) return { ...of, what: 'import redone', ...undoneIn(change.undo) };
      if (typeof change.applyMs !== 'number') return { ...of, what: 'undo failed', reference };
      return { ...of, what: 'import applied', ...countsOf(it), ms: change.applyMs };
    },
    undoing: () => ({ ...of, what: 'undo asked for' }),
    undone: () =>
      change.undo
        ? { ...of, what: 'import undone', ...undoneIn(change.undo) }
        : { ...of, what: 'redo failed', reference },
    redoing: () => ({ ...of, what: 'redo asked for' }),
    // The reason is a sentence with something of the file in it.
    refused: () => ({ ...of, what: 'import refused', code: code ?? null }),
    cancelled: () => ({ ...of, what: 'import cancelled' }),
    failed: () => ({ ...of, what: 'import failed', reference }),
    ignored: () => ({ ...of, what: 'import ignored', reference }),
  };
  return told[it.state]();
}

export function toExportEvent(
  of: OfExport,
  state: Exclude<ExportState, 'requested'>,
  reference: string | null,
): ExportEvent {
  return state === 'posted' ? { ...of, what: 'export posted' } : { ...of, what: 'export failed', reference };
}

function countsOf({ plan }: Import): RowCounts {
  const { rows = 0, created = 0, updated = 0, cells = 0, unchanged = 0, leftOut = 0 } = plan ?? {};
  return { rows, created, updated, cells, unchanged, leftOut };
}

function undoneIn({ cells, endUsers, removed, restored, keptCells, keptEndUsers, ms }: Undo): UndoFacts {
  return { cells, endUsers, removed, restored, keptCells, keptEndUsers, ms };
}
