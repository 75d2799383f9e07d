// Shows all cells of a plan or of a result: on pages of a form, or as a file where they are too many.

import type { AllCells } from '../../usecases/import/all-cells.ts';
import { requestCellsFile, showAllCells } from '../../usecases/import/all-cells.ts';
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { formNotOpened } from '../views/end-users/form-not-opened.ts';
import { allCellsAction } from '../views/import/all-cells-button.ts';
import { alreadyDecided } from '../views/import/already-decided.ts';
import { cellsFileComing } from '../views/import/cells-file.ts';
import { cellsPage, countCellPages } from '../views/import/cells-page.ts';
import { otherWorkspace } from '../views/import/other-workspace.ts';
import { permalinkOf } from '../web/permalink.ts';
import { readIds, writeIds } from './metadata.ts';
import { type Modal, plain } from './modal.ts';
import type { SubmittedForm } from './on-form.ts';
import type { Turned } from './on-form-click.ts';
import { openForm } from './open-form.ts';

export const cellsBackAction = 'cells-back';
export const cellsNextAction = 'cells-next';
export const cellsFileAction = 'cells-file';

/** `thread` is a link to the import's message, where the member can open it. */
type Requested = AllCells & { readonly thread?: string | null };

type Shown = Extract<AllCells, { outcome: 'shown' }>;

type Request = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly triggerId: string;
  readonly importId: number;
  readonly planNumber: number;
};

/** @returns null when the form was opened */
export async function openAllCells(context: SlackContext, request: Request): Promise<View | null> {
  const { workspaceId, memberId, triggerId, importId, planNumber } = request;
  const key = { workspaceId, importId };
  const cells = await showAllCells(context, key, planNumber);
  if (cells.outcome === 'file') return replyOf(await requested(context, key, planNumber, memberId));
  if (cells.outcome !== 'shown') return replyOf(cells);
  if (await openForm(context.clients, workspaceId, triggerId, cellsModal(cells, planNumber, 0))) return null;
  return formNotOpened(allCellsAction, `${importId}.${planNumber}`);
}

export const cellsBack = (context: SlackContext, form: SubmittedForm): Promise<Turned> =>
  turn(context, form, -1);

export const cellsNext = (context: SlackContext, form: SubmittedForm): Promise<Turned> =>
  turn(context, form, 1);

async function turn(
  context: SlackContext,
  { workspaceId, view }: SubmittedForm,
  by: 1 | -1,
): Promise<Turned> {
  const [importId = 0, planNumber = 0, page = 0] = readIds(view.private_metadata);
  const cells = await showAllCells(context, { workspaceId, importId }, planNumber);
  if (cells.outcome !== 'shown') return { view: replyOf(cells) };
  const turned = Math.min(countCellPages(cells.lines) - 1, Math.max(0, page + by));
  return { modal: cellsModal(cells, planNumber, turned) };
}

/** The file is posted in any case: the form shows that it is on its way. */
export async function cellsAsFile(
  context: SlackContext,
  { workspaceId, memberId, view }: SubmittedForm,
): Promise<Turned> {
  const [importId = 0, planNumber = 0] = readIds(view.private_metadata);
  return {
    view: replyOf(await requested(context, { workspaceId, importId }, planNumber, memberId)),
  };
}

/** The reply says where the file goes. */
async function requested(
  context: SlackContext,
  key: { readonly workspaceId: string; readonly importId: number },
  planNumber: number,
  memberId: string,
): Promise<Requested> {
  const cells = await requestCellsFile(context, key, planNumber, memberId);
  if (cells.outcome !== 'file') return cells;
  const { workspaceId, place } = cells.record;
  const because = await context.slack.hiddenBecause(workspaceId, place.channelId);
  const thread = await permalinkOf(context.clients, cells.record, memberId);
  return because
    ? { ...cells, thread, record: { ...cells.record, hiddenBecause: because } }
    : { ...cells, thread };
}

function replyOf(cells: Requested): View {
  if (cells.outcome === 'no import') return otherWorkspace();
  if (cells.outcome === 'file') return cellsFileComing(cells.record, cells.isKnown, cells.thread ?? null);
  return alreadyDecided(cells.record);
}

function cellsModal({ record, lines }: Shown, planNumber: number, page: number): Modal {
  const last = countCellPages(lines) - 1;
  const button = (action_id: string, label: string) =>
    ({ type: 'button', action_id, text: plain(label), value: String(page) }) as const;
  return {
    type: 'modal',
    private_metadata: writeIds(record.id, planNumber, page),
    title: plain('All cells'),
    close: plain('Close'),
    blocks: [
      ...cellsPage(lines, page).blocks,
      {
        type: 'actions',
        elements: [
          ...(page > 0 ? [button(cellsBackAction, 'Back')] : []),
          ...(page < last ? [button(cellsNextAction, 'Next')] : []),
          button(cellsFileAction, 'As a file'),
        ],
      },
    ],
  };
}
