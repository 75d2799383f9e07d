// The buttons and menus of a plan and of a result: apply, cancel, choose, show, undo, redo.
import type { Import } from '../../model/import.ts';
import { decidePermission, type Permission, undoPermission } from '../../model/permissions.ts';
import { approveAll } from '../../usecases/import/approve-all.ts';
import { changeChoice } from '../../usecases/import/change-choice.ts';
import { forgetColumns } from '../../usecases/import/choose-columns.ts';
import { addOrganizationsOfFile, chooseOrganization } from '../../usecases/import/choose-organization.ts';
import { approveImport, cancelImport, type Decision } from '../../usecases/import/decide-import.ts';
import { leaveOutOfPlan } from '../../usecases/import/leave-out-of-plan.ts';
import { markOtherSite } from '../../usecases/import/mark-other-site.ts';
import { markRoster } from '../../usecases/import/mark-roster.ts';
import { requestUndo } from '../../usecases/import/request-undo.ts';
import { rereadImport } from '../../usecases/import/reread-import.ts';
import { withSecondPerson } from '../../usecases/import/second-person-for.ts';
import { getImport } from '../../usecases/workspace/queries.ts';
import type { View } from '../block-kit/view.ts';
import { replyWithResult } from '../command-handlers/import-commands.ts';
import type { SlackContext } from '../context.ts';
import { openAllCells } from '../modals/cells-replies.ts';
import { openColumnsForm } from '../modals/columns-replies.ts';
import { openLeaveOutForm } from '../modals/leave-out-replies.ts';
import { alreadyDecided } from '../views/import/already-decided.ts';
import { readApplyAll, someSkipped } from '../views/import/apply-all.ts';
import { readChosen } from '../views/import/choice-menus.ts';
import { readCellsPage } from '../views/import/imported-cells.ts';
import { otherWorkspace } from '../views/import/other-workspace.ts';
import { readEncoding } from '../views/import/plan-letters.ts';
import { readOrganization } from '../views/import/plan-organization.ts';
import { privatePlan } from '../views/import/private-plan.ts';
import { resultNotFound } from '../views/import/result-not-found.ts';
import { secondPersonNeeded, undoWaits } from '../views/import/second-person-needed.ts';
import { undoAccepted } from '../views/import/undo-accepted.ts';
import { undoRejected } from '../views/import/undo-rejected.ts';
import { permalinkOf } from '../web/permalink.ts';
import type { Click } from './on-action.ts';

export async function clickApply(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
): Promise<View | null> {
  const { importId, planNumber } = readValue(value);
  const decision = await approveImport(context, { workspaceId, importId }, planNumber, memberId);
  if (decision.import && decision.secondPerson)
    return secondPersonNeeded(decision.import, decision.secondPerson);
  return replyTo(decision, alreadyDecided);
}

/** Approves all plans of a message that are still as the member saw them. */
export async function clickApplyAll(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
): Promise<View | null> {
  const approvals = await approveAll(context, workspaceId, readApplyAll(value), memberId);
  const left = approvals.skipped.length + approvals.held.length;
  if (approvals.approved + left === 0) return otherWorkspace();
  return left === 0 ? null : someSkipped(approvals);
}

export async function clickCancel(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
): Promise<View | null> {
  const { importId } = readValue(value);
  const decision = await cancelImport(context, { workspaceId, importId }, memberId);
  return replyTo(decision, alreadyDecided);
}

/** @param actionId of the menu, which tells which choice it is about */
export async function clickChoice(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
  actionId: string,
): Promise<View | null> {
  const chosen = readChosen(actionId, value);
  if (!chosen) return null;
  const key = { workspaceId, importId: chosen.importId };
  const decision = await changeChoice(context, key, chosen.planNumber, chosen.choices, memberId);
  return replyTo(decision, alreadyDecided);
}

/** The file has everybody of its organizations. */
export const clickRoster = (context: SlackContext, click: Click): Promise<View | null> =>
  decideRoster(context, click, true);

export const clickNoRoster = (context: SlackContext, click: Click): Promise<View | null> =>
  decideRoster(context, click, false);

async function decideRoster(
  context: SlackContext,
  { workspaceId, value }: Click,
  isRoster: boolean,
): Promise<View | null> {
  const { importId, planNumber } = readValue(value);
  const decision = await markRoster(context, { workspaceId, importId }, planNumber, isRoster);
  return replyTo(decision, alreadyDecided);
}

/** The ids of the file are those of another site. */
export const clickOtherSite = (context: SlackContext, click: Click): Promise<View | null> =>
  decideOtherSite(context, click, true);

export const clickOurIds = (context: SlackContext, click: Click): Promise<View | null> =>
  decideOtherSite(context, click, false);

async function decideOtherSite(
  context: SlackContext,
  { workspaceId, value }: Click,
  otherSite: boolean,
): Promise<View | null> {
  const { importId, planNumber } = readValue(value);
  const decision = await markOtherSite(context, { workspaceId, importId }, planNumber, otherSite);
  return replyTo(decision, alreadyDecided);
}

/** The answer to the plan's question which organization new end users are for. */
export async function clickOrganization(
  context: SlackContext,
  { workspaceId, value }: Click,
): Promise<View | null> {
  const chosen = readOrganization(value);
  if (!chosen) return null;
  const { importId, planNumber, organizationId } = chosen;
  const decision = await chooseOrganization(context, { workspaceId, importId }, planNumber, organizationId);
  return replyTo(decision, alreadyDecided);
}

/** Adds the organizations that the file names and that don't exist. */
export function clickAddOrganizations(context: SlackContext, click: Click): Promise<View | null> {
  return addOrganizations(context, click, false);
}

/** The same for names that are nearly those of others. */
export function clickAddNearOrganizations(context: SlackContext, click: Click): Promise<View | null> {
  return addOrganizations(context, click, true);
}

async function addOrganizations(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
  isNear: boolean,
): Promise<View | null> {
  const { importId, planNumber } = readValue(value);
  const key = { workspaceId, importId };
  const decision = await addOrganizationsOfFile(context, key, planNumber, memberId, isNear);
  return replyTo(decision, alreadyDecided);
}

/** Has the file read again in the encoding that the member chose. */
export async function clickEncoding(
  context: SlackContext,
  { workspaceId, value }: Click,
): Promise<View | null> {
  const chosen = readEncoding(value);
  if (!chosen) return null;
  const { importId, planNumber, encoding } = chosen;
  const decision = await rereadImport(context, { workspaceId, importId }, planNumber, { encoding });
  return replyTo(decision, alreadyDecided);
}

/** Opens the form about how the columns of the file are read. */
export function clickColumns(
  context: SlackContext,
  { workspaceId, triggerId, value }: Click,
): Promise<View | null> {
  return openColumnsForm(context, { workspaceId, triggerId, ...readValue(value) });
}

/** Shows all cells of the plan or of the result, or has them posted as a file. */
export function clickAllCells(context: SlackContext, click: Click): Promise<View | null> {
  return openAllCells(context, { ...click, ...readValue(click.value) });
}

/** Opens the form about what to leave out of the plan. */
export function clickLeaveOut(context: SlackContext, click: Click): Promise<View | null> {
  return openLeaveOutForm(context, { ...click, ...readValue(click.value) });
}

/** Puts back everything that was left out of the plan. */
export async function clickPutBack(
  context: SlackContext,
  { workspaceId, value }: Click,
): Promise<View | null> {
  const { importId, planNumber } = readValue(value);
  const decision = await leaveOutOfPlan(context, { workspaceId, importId }, planNumber, null);
  return replyTo(decision, alreadyDecided);
}

/** Has the file read again without what was chosen for its header. */
export async function clickForgetColumns(
  context: SlackContext,
  { workspaceId, value }: Click,
): Promise<View | null> {
  const { importId, planNumber } = readValue(value);
  const decision = await forgetColumns(context, { workspaceId, importId }, planNumber);
  return replyTo(decision, alreadyDecided);
}

export function clickUndo(context: SlackContext, click: Click): Promise<View | null> {
  return revert(context, click, 'undo');
}

export function clickRedo(context: SlackContext, click: Click): Promise<View | null> {
  return revert(context, click, 'redo');
}

async function revert(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
  direction: 'undo' | 'redo',
): Promise<View | null> {
  const { importId } = readValue(value);
  const decision = await requestUndo(context, { workspaceId, importId }, direction, memberId);
  if (decision.import && decision.secondPerson)
    return undoWaits(decision.import, direction, decision.secondPerson);
  return replyTo(decision, async (record) =>
    undoRejected(record, direction, await permalinkOf(context.clients, record, memberId)),
  );
}

/** The member was asked by `/endusers undo`: the reply takes the place of the question. */
export function clickConfirmUndo(context: SlackContext, click: Click): Promise<View | null> {
  return revertAsAsked(context, click, 'undo');
}

export function clickConfirmRedo(context: SlackContext, click: Click): Promise<View | null> {
  return revertAsAsked(context, click, 'redo');
}

async function revertAsAsked(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
  direction: 'undo' | 'redo',
): Promise<View | null> {
  const { importId } = readValue(value);
  const key = { workspaceId, importId };
  const { done, import: record, secondPerson } = await requestUndo(context, key, direction, memberId);
  if (!record) return otherWorkspace();
  if (secondPerson) return undoWaits(record, direction, secondPerson);
  if (record.state === 'ignored') return resultNotFound(importId);
  const permalink = await permalinkOf(context.clients, record, memberId);
  return done ? undoAccepted(record, permalink) : undoRejected(record, direction, permalink);
}

/** Shows a plan, to the member who clicked, in a channel where its message may not show stored values. */
export async function clickShowPlan(
  context: SlackContext,
  { workspaceId, value }: Click,
): Promise<View | null> {
  const record = await getImport(context, workspaceId, readValue(value).importId);
  return record ? privatePlan(await withSecondPerson(context, record)) : otherWorkspace();
}

/** Another page of the cells that an import changed. */
export async function clickImportedCells(context: SlackContext, click: Click): Promise<View | null> {
  const wanted = readCellsPage(click.value);
  return wanted && replyWithResult(context, click, wanted.importId, wanted.page);
}

/** Deciding on plans of organizations takes another permission. @param value the numbers of imports and plans, see `readValue` */
export async function permissionToDecide(
  context: SlackContext,
  { workspaceId, value }: Click,
): Promise<Permission> {
  const importIds = value.split(' ').flatMap((one) => /^(\d{1,15})\./.exec(one)?.[1] ?? []);
  const records = await Promise.all(importIds.map((id) => getImport(context, workspaceId, Number(id))));
  const needed = records.map(decidePermission);
  return needed.find((permission) => permission !== 'decide') ?? 'decide';
}

/** Undoing someone else's import takes another permission than undoing one's own. */
export async function permissionToUndo(
  context: SlackContext,
  { workspaceId, memberId, value }: Click,
): Promise<Permission> {
  const record = await getImport(context, workspaceId, readValue(value).importId);
  // Where there is nothing to undo, the reply says why.
  return record ? undoPermission(record, memberId) : 'ask for help';
}

/** @returns null where the decision was made: the import's own message says so */
async function replyTo(
  { done, import: record }: Decision,
  late: (record: Import) => View | Promise<View>,
): Promise<View | null> {
  if (!record) return otherWorkspace();
  return done ? null : late(record);
}

/** `184.1`: import and plan number. The value passed through the member's client, so it may be anything. */
function readValue(value: string): { importId: number; planNumber: number } {
  const [, importId, planNumber] = /^(\d{1,15})\.(\d{1,9})$/.exec(value) ?? [];
  return { importId: Number(importId ?? 0), planNumber: Number(planNumber ?? 0) };
}
