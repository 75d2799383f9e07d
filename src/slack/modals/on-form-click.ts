// A click on a button in a form: the form is updated, such as to its next page, with what the member filled in so far.
import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
  ViewOutput,
} from '@slack/bolt';
import type { Permission } from '../../model/permissions.ts';
import { isFirstDelivery } from '../../usecases/notices/deduplicate-events.ts';
import { denialFor } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import { withinAckDeadline } from '../transport/background-work.ts';
import { replyToFailure } from '../transport/failure-reply.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import { type Modal, messageModal } from './modal.ts';
import type { SubmittedForm } from './on-form.ts';

/** What the form shows next; a `view` ends it. */
export type Turned = { readonly modal: Modal } | { readonly view: View };

/** What a button in a form does. */
export type FormButton = {
  readonly permission: Permission;
  readonly turn: (context: SlackContext, filled: SubmittedForm) => Promise<Turned>;
};

type ClickArgs = SlackActionMiddlewareArgs<BlockAction<BlockElementAction>> & AllMiddlewareArgs;

export async function onFormClick(
  context: ListenerContext,
  { body, context: boltContext, ack }: ClickArgs,
  button: FormButton,
): Promise<void> {
  const { view, user, trigger_id: eventId } = body;
  if (!view) return ack();
  const filled = { workspaceId: boltContext.teamId ?? '', memberId: user.id, view };
  const updated = turnAndShow(context, filled, eventId, button);
  await withinAckDeadline(updated);
  await ack();
  context.background.runInBackground(updated);
}

async function turnAndShow(
  context: SlackContext,
  filled: SubmittedForm,
  eventId: string,
  { permission, turn }: FormButton,
): Promise<void> {
  const { workspaceId, memberId, view } = filled;
  try {
    if (!(await isFirstDelivery(context, { workspaceId, eventId }))) return;
    const denial = await denialFor(context, workspaceId, memberId, permission);
    const turned = denial ? { view: denial } : await turn(context, filled);
    await show(context, workspaceId, view, turned);
  } catch (error) {
    const failure = await replyToFailure(context, { error, workspaceId, what: 'a click in a form failed' });
    await show(context, workspaceId, view, { view: failure });
  }
}

/** The hash keeps a slow update from replacing a newer one. */
async function show(
  { clients }: SlackContext,
  workspaceId: string,
  { id, hash, title }: ViewOutput,
  turned: Turned,
): Promise<void> {
  const client = await clients.once(workspaceId);
  const next = 'modal' in turned ? turned.modal : messageModal(title.text, turned.view);
  try {
    await client.views.update({ view_id: id, hash, view: next });
  } catch (error) {
    if (slackErrorOf(error) !== 'hash_conflict') throw error;
  }
}
