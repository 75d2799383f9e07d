// Opens the form about what to leave out of a plan, searches for end users in it, and has the plan made without what a
// member chose.
import type { ViewOutput } from '@slack/bolt';
import { type LeftOut, parseLeftOut } from '../../model/left-out.ts';
import { findLeftOut, leaveOutOfPlan } from '../../usecases/import/leave-out-of-plan.ts';
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { formNotOpened } from '../views/end-users/form-not-opened.ts';
import { alreadyDecided } from '../views/import/already-decided.ts';
import { leftOutChosen } from '../views/import/left-out-chosen.ts';
import { otherWorkspace } from '../views/import/other-workspace.ts';
import { leaveOutAction } from '../views/import/plan-left-out.ts';
import { resultNotFound } from '../views/import/result-not-found.ts';
import { inputAction } from './form-fields.ts';
import {
  type LeaveOutDraft,
  leaveOutBlocks,
  leaveOutModal,
  nothingLeftOut,
  readLeaveOutDraft,
} from './leave-out-form.ts';
import type { FormOutcome, SubmittedForm } from './on-form.ts';
import type { Turned } from './on-form-click.ts';
import { openForm } from './open-form.ts';

type OpenRequest = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly triggerId: string;
  readonly importId: number;
  readonly planNumber: number;
};

/** @returns null when the form was opened */
export async function openLeaveOutForm(
  context: SlackContext,
  { workspaceId, memberId, triggerId, importId, planNumber }: OpenRequest,
): Promise<View | null> {
  const found = await findLeftOut(context, { workspaceId, importId }, planNumber, '', null);
  if (!found) return otherWorkspace();
  if (!found.options) return alreadyDecided(found.record);
  const draft = { importId, planNumber, round: 0, leftOut: found.leftOut ?? nothingLeftOut(memberId) };
  const form = leaveOutModal(draft, found.options);
  if (await openForm(context.clients, workspaceId, triggerId, form)) return null;
  return formNotOpened(leaveOutAction, `${importId}.${planNumber}`);
}

/** Shows the end users that match what the member typed; what was chosen before stays. */
export async function searchLeaveOut(
  context: SlackContext,
  { workspaceId, memberId, view }: SubmittedForm,
): Promise<Turned> {
  const draft = readFilled(view, memberId);
  const { importId, planNumber, leftOut } = draft;
  const search = view.state.values[leaveOutBlocks.search]?.[inputAction]?.value?.trim() ?? '';
  const found = await findLeftOut(context, { workspaceId, importId }, planNumber, search, leftOut);
  if (!found) return { view: resultNotFound(importId) };
  if (!found.options) return { view: alreadyDecided(found.record) };
  return { modal: leaveOutModal({ ...draft, round: draft.round + 1 }, found.options) };
}

export async function saveLeaveOutForm(
  context: SlackContext,
  { workspaceId, memberId, view }: SubmittedForm,
): Promise<FormOutcome> {
  const { importId, planNumber, leftOut } = readFilled(view, memberId);
  const chosen = parseLeftOut(leftOut);
  const decision = await leaveOutOfPlan(context, { workspaceId, importId }, planNumber, chosen);
  return {
    view:
      decision.done || !decision.import ? leftOutChosen(chosen !== null) : alreadyDecided(decision.import),
  };
}

/** The draft with what the form says. Slack may leave out menus that the member didn't touch: those stay. */
function readFilled({ private_metadata: metadata, state }: ViewOutput, memberId: string): LeaveOutDraft {
  const draft = readLeaveOutDraft(metadata, memberId);
  if (!draft) throw new Error('the metadata of a form about what to leave out is not ours');
  const chosenIn = (block: string): string[] | null => {
    const options = state.values[block]?.[inputAction]?.selected_options;
    return options ? options.map(({ value }) => value) : null;
  };
  const endUsers = chosenIn(`${leaveOutBlocks.endUsers}${draft.round}`);
  const idsOf = (prefix: string) =>
    endUsers?.filter((value) => value.startsWith(prefix)).map((value) => Number(value.slice(1)));
  const filled = {
    by: memberId,
    kinds: chosenIn(leaveOutBlocks.kinds) ?? draft.leftOut.kinds,
    fields: chosenIn(leaveOutBlocks.fields) ?? draft.leftOut.fields,
    organizations: chosenIn(leaveOutBlocks.organizations)?.map(Number) ?? draft.leftOut.organizations,
    endUsers: idsOf('e') ?? draft.leftOut.endUsers,
    lines: idsOf('l') ?? draft.leftOut.lines,
  };
  const leftOut: LeftOut = parseLeftOut(filled) ?? nothingLeftOut(memberId);
  return { ...draft, leftOut };
}
