// Commands about imports: their results, undo, and redo.
import { undoPermission } from '../../model/permissions.ts';
import { previewUndo } from '../../usecases/import/preview-undo.ts';
import { withSecondPerson } from '../../usecases/import/second-person-for.ts';
import { getImport, listImportedCells } from '../../usecases/workspace/queries.ts';
import { denialFor } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { moreImportedCells } from '../views/import/imported-cells.ts';
import { resultDetail } from '../views/import/result-detail.ts';
import { resultNotFound } from '../views/import/result-not-found.ts';
import { undoAsked } from '../views/import/undo-asked.ts';
import { undoRejected } from '../views/import/undo-rejected.ts';
import { permalinkOf } from '../web/permalink.ts';
import type { Invocation } from './command-handler.ts';
import { replyWithList } from './list-replies.ts';

export async function handleResults(
  context: SlackContext,
  { importId }: Extract<Command, { name: 'results' }>,
  invocation: Invocation,
): Promise<View> {
  if (importId === null) return replyWithList(context, invocation, { list: 'results', page: 0, search: '' });
  return replyWithResult(context, invocation, importId, 0);
}

/** @param page of the cells that the import changed */
export async function replyWithResult(
  context: SlackContext,
  { workspaceId, memberId }: Pick<Invocation, 'workspaceId' | 'memberId'>,
  importId: number,
  page: number,
): Promise<View> {
  const key = { workspaceId, importId };
  const record = await getImport(context, key.workspaceId, key.importId);
  if (!record) return resultNotFound(key.importId);
  const cells = await listImportedCells(context, key, page);
  if (page > 0) return moreImportedCells(record, cells);
  return resultDetail(
    await withSecondPerson(context, record),
    cells,
    await permalinkOf(context.clients, record, memberId),
  );
}

export function handleUndo(
  context: SlackContext,
  { importId }: Extract<Command, { name: 'undo' }>,
  invocation: Invocation,
): Promise<View> {
  return revert(context, 'undo', importId, invocation);
}

export function handleRedo(
  context: SlackContext,
  { importId }: Extract<Command, { name: 'redo' }>,
  invocation: Invocation,
): Promise<View> {
  return revert(context, 'redo', importId, invocation);
}

async function revert(
  context: SlackContext,
  direction: 'undo' | 'redo',
  importId: number,
  { workspaceId, memberId }: Invocation,
): Promise<View> {
  const wanted = await getImport(context, workspaceId, importId);
  const denial = await denialFor(context, workspaceId, memberId, undoPermission(wanted, memberId));
  if (denial) return denial;
  const preview = await previewUndo(context, { workspaceId, importId }, direction, memberId);
  const { import: record, counts } = preview;
  if (!record || record.state === 'ignored') return resultNotFound(importId);
  if (counts) return undoAsked(record, direction, counts);
  return undoRejected(record, direction, await permalinkOf(context.clients, record, memberId));
}
