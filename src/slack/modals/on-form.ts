// A member submits a form: it is saved, or shown again with what is wrong with each field.
import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { Permission } from '../../model/permissions.ts';
import { SecondPersonNeededError } from '../../model/second-person.ts';
import { isFirstDelivery } from '../../usecases/notices/deduplicate-events.ts';
import { denialFor } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import { late, withinAckDeadline } from '../transport/background-work.ts';
import { replyToFailure } from '../transport/failure-reply.ts';
import { endUserNotSaved } from '../views/end-users/end-user-not-saved.ts';
import { stillSaving } from '../views/end-users/still-saving.ts';
import { retryAfterMs } from '../web/slack-error.ts';
import { messageModal } from './modal.ts';

export type SubmittedForm = {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly view: ViewOutput;
};

/** Problems are keyed by block id: a field's name, or that of the organization menu. */
export type FormOutcome = { readonly problems: Readonly<Record<string, string>> } | { readonly view: View };

/** What submitting a form does. */
export type Form = {
  readonly permission: Permission;
  readonly save: (context: SlackContext, submitted: SubmittedForm) => Promise<FormOutcome>;
};

type ViewArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

export async function onForm(
  context: ListenerContext,
  { body, view, context: boltContext, ack }: ViewArgs,
  form: Form,
): Promise<void> {
  const workspaceId = boltContext.teamId ?? '';
  const submitted = { workspaceId, memberId: body.user.id, view };
  const outcome = outcomeOf(context, submitted, body.trigger_id, form);
  const inTime = await withinAckDeadline(outcome);
  if (inTime === null) return ack();
  if (inTime !== late && 'problems' in inTime) {
    return ack({ response_action: 'errors', errors: inTime.problems });
  }
  const shown = inTime === late ? stillSaving() : inTime.view;
  await ack({ response_action: 'update', view: messageModal(view.title.text, shown) });
  if (inTime !== late) return;
  context.background.runInBackground(
    outcome.then((finished) => finished && showLate(context, workspaceId, view, finished)),
  );
}

/** @returns null when the form was delivered before */
async function outcomeOf(
  context: SlackContext,
  submitted: SubmittedForm,
  eventId: string,
  { permission, save }: Form,
): Promise<FormOutcome | null> {
  const { workspaceId, memberId } = submitted;
  try {
    if (!(await isFirstDelivery(context, { workspaceId, eventId }))) return null;
    const denial = await denialFor(context, workspaceId, memberId, permission);
    return denial ? { view: denial } : await save(context, submitted);
  } catch (error) {
    const reply = await replyToFailure(context, { error, workspaceId, what: 'saving a form failed' });
    const input = firstInput(submitted.view);
    // The form stays as it is, with what the member typed, to be submitted again.
    const isForLater = retryAfterMs(error) !== null || error instanceof SecondPersonNeededError;
    return isForLater && input !== undefined
      ? { problems: { [input]: reply.text.replaceAll('\n', ' ') } }
      : { view: reply };
  }
}

/** The id of the first block that Slack can show a problem at. */
const firstInput = ({ blocks }: ViewOutput): string | undefined =>
  blocks.find(({ type, block_id: id }) => type === 'input' && id !== undefined)?.block_id;

async function showLate(
  { clients }: SlackContext,
  workspaceId: string,
  { id, title }: ViewOutput,
  outcome: FormOutcome,
): Promise<void> {
  const shown = 'problems' in outcome ? endUserNotSaved(Object.values(outcome.problems)) : outcome.view;
  const client = await clients.once(workspaceId);
  await client.views.update({ view_id: id, view: messageModal(title.text, shown) });
}
