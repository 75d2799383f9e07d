// Domain events: one for each step of an import or an export. The log and the metrics read them, so they contain only
// ids, counts, and durations (all `ms` are milliseconds). The values of `what` are metric labels and never change.

import type { BadFileCode } from './bad-file-error.ts';
import type { Export, ExportState } from './export.ts';
import type { Import, ImportState } from './import.ts';
import type { RowCounts } from './plan.ts';
import type { Undo, UndoCounts } from './undo.ts';

type ImportIds = { readonly workspaceId: string; readonly importId: number };
type ExportIds = { readonly workspaceId: string; readonly exportId: number };

/** How long the step took, if it was measured. */
type Timing = { readonly ms?: number | undefined };

/** The reference under which the log has the error. The operator looks it up when a member quotes it. */
type Failure = { readonly reference: string | null };

type UndoFacts = UndoCounts & { readonly ms: number };

export type ImportEvent = ImportIds &
  (
    | { readonly what: 'import received'; readonly bytes: number }
    /** The file starts to be read, for the first time or again. */
    | { readonly what: 'import is read' }
    | { readonly what: 'import read'; readonly rows: number; readonly bytes: number; readonly ms: number }
    | ({ readonly what: 'import planned' | 'import unneeded'; readonly plan: number } & RowCounts & Timing)
    /** A member changed a choice, so the plan is computed again. */
    | { readonly what: 'import is planned anew' }
    | { readonly what: 'import approved' }
    | ({ readonly what: 'import applied' } & RowCounts & { readonly ms: number })
    | { readonly what: 'undo asked for' | 'redo asked for' }
    | ({ readonly what: 'import undone' | 'import redone' } & UndoFacts)
    | ({ readonly what: 'undo failed' | 'redo failed' } & Failure)
    /** `code` is `null` if only the sentence for the member is known. */
    | { readonly what: 'import refused'; readonly code: BadFileCode | null }
    | { readonly what: 'import cancelled' }
    | ({ readonly what: 'import failed' } & Failure)
    /** `reference` is set if the import failed before the bot had posted anything about it. */
    | ({ readonly what: 'import ignored' } & Failure)
  );

export type ExportEvent = ExportIds &
  (
    | { readonly what: 'export requested'; readonly kind: Export['kind'] }
    | { readonly what: 'export written'; readonly rows: number; readonly ms: number }
    | { readonly what: 'export posted' }
    | ({ readonly what: 'export failed' } & Failure)
  );

/** A file of a member who may not import could not even be looked at: there is no import for it. */
type ShareEvent = {
  readonly workspaceId: string;
  readonly what: 'share not read';
  readonly code: BadFileCode;
};

export type DomainEvent = ImportEvent | ExportEvent | ShareEvent;

/** What is known about a step but is not stored with the import. */
export type StepFacts = Timing & { readonly code?: BadFileCode };

type Change = {
  readonly reason?: string | null | undefined;
  readonly applyMs?: number | null | undefined;
  readonly undo?: Undo | null | undefined;
};

/**
 * Returns the event for one step of an import.
 *
 * @param after the import after the step
 * @param change the columns that the step changed
 */
export function toImportEvent(after: Import, change: Change, { ms, code }: StepFacts): ImportEvent {
  const ids = { workspaceId: after.workspaceId, importId: after.id };
  const reference = change.reason ?? null;
  const plan = after.planNumber;
  const events: Readonly<Record<ImportState, () => ImportEvent>> = {
    received: () => ({ ...ids, what: 'import received', bytes: after.fileSize }),
    reading: () => ({ ...ids, what: 'import is read' }),
    planned: () => ({ ...ids, what: 'import planned', plan, ...pickCounts(after), ms }),
    unneeded: () => ({ ...ids, what: 'import unneeded', plan, ...pickCounts(after), ms }),
    planning: () => ({ ...ids, what: 'import is planned anew' }),
    applying: () => ({ ...ids, what: 'import approved' }),
    // Three steps lead here: applying, a failed undo, and a redo.
    applied: () => {
      if (change.undo) return { ...ids, what: 'import redone', ...pickUndoFacts(change.undo) };
      if (typeof change.applyMs !== 'number') return { ...ids, what: 'undo failed', reference };
      return { ...ids, what: 'import applied', ...pickCounts(after), ms: change.applyMs };
    },
    undoing: () => ({ ...ids, what: 'undo asked for' }),
    undone: () =>
      change.undo
        ? { ...ids, what: 'import undone', ...pickUndoFacts(change.undo) }
        : { ...ids, what: 'redo failed', reference },
    redoing: () => ({ ...ids, what: 'redo asked for' }),
    // Not the reason: it is a sentence that can quote the file.
    refused: () => ({ ...ids, what: 'import refused', code: code ?? null }),
    cancelled: () => ({ ...ids, what: 'import cancelled' }),
    failed: () => ({ ...ids, what: 'import failed', reference }),
    ignored: () => ({ ...ids, what: 'import ignored', reference }),
  };
  return events[after.state]();
}

/** Returns the event for the last step of an export. */
export function toExportEvent(
  ids: ExportIds,
  state: Exclude<ExportState, 'requested'>,
  reference: string | null,
): ExportEvent {
  return state === 'posted'
    ? { ...ids, what: 'export posted' }
    : { ...ids, what: 'export failed', reference };
}

function pickCounts({ plan }: Import): RowCounts {
  const { rows = 0, created = 0, updated = 0, cells = 0, unchanged = 0, leftOut = 0 } = plan ?? {};
  return { rows, created, updated, cells, unchanged, leftOut };
}

function pickUndoFacts({ cells, endUsers, removed, restored, keptCells, keptEndUsers, ms }: Undo): UndoFacts {
  return { cells, endUsers, removed, restored, keptCells, keptEndUsers, ms };
}
