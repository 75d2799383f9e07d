// A click on a button or a choice in a menu: processed once, and answered only to the member who clicked.
import type {
  AllMiddlewareArgs,
  BlockAction,
  BlockElementAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import type { Permission } from '../../model/permissions.ts';
import { isFirstDelivery } from '../../usecases/notices/deduplicate-events.ts';
import { denialFor } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import type { ListenerContext, SlackContext } from '../context.ts';
import { withinAckDeadline } from '../transport/background-work.ts';
import { replyToFailure } from '../transport/failure-reply.ts';
import { respondWithView } from '../transport/respond-with-view.ts';

export type Click = {
  readonly workspaceId: string;
  readonly memberId: string;
  /** Where the message with the button is. */
  readonly channelId: string;
  /** As in an `Invocation`. */
  readonly channelName: string;
  /** Opens a modal for the member, within three seconds. */
  readonly triggerId: string;
  /** The value of the button or of the chosen option. It passed through the member's client, so it may be anything. */
  readonly value: string;
};

/** What a button or menu does. */
export type Action = {
  /** Checked before `run`; a function where it depends on what the click is about. */
  readonly permission: Permission | ((context: SlackContext, click: Click) => Promise<Permission>);
  /** @returns the private reply; null when the message that was clicked says everything */
  readonly run: (context: ListenerContext, click: Click) => Promise<View | null>;
  /** Whether the private message with the button goes away where there is nothing to reply. */
  readonly removesMessage?: true;
  /** Whether the reply takes the place of the private message with the button: the next page of a list. */
  readonly replacesMessage?: true;
};

type ActionArgs = SlackActionMiddlewareArgs<BlockAction<BlockElementAction>> & AllMiddlewareArgs;

const removal = { delete_original: true } as const;

export async function onAction(
  context: ListenerContext,
  { body, action: element, context: boltContext, ack, respond }: ActionArgs,
  action: Action,
): Promise<void> {
  const { user, channel, trigger_id: triggerId } = body;
  const workspaceId = boltContext.teamId ?? '';
  const click = {
    workspaceId,
    memberId: user.id,
    channelId: channel?.id ?? '',
    channelName: channel?.name ?? '',
    triggerId,
    value: clickedValue(element),
  };
  const reply = replyTo(context, click, action);
  await withinAckDeadline(reply);
  await ack();
  context.background.runInBackground(
    reply.then(async (view) => {
      if (view === null) return;
      if (view === 'remove') return void (await respond(removal));
      await respondWithView(respond, view, {
        response_type: 'ephemeral',
        replace_original: action.replacesMessage === true,
        ...threadOf(body),
      });
    }),
  );
}

async function replyTo(
  context: ListenerContext,
  click: Click,
  { permission, run, removesMessage }: Action,
): Promise<View | 'remove' | null> {
  const { workspaceId, memberId, triggerId: eventId } = click;
  try {
    if (!(await isFirstDelivery(context, { workspaceId, eventId }))) return null;
    const needed = typeof permission === 'function' ? await permission(context, click) : permission;
    const denial = await denialFor(context, workspaceId, memberId, needed);
    if (denial) return denial;
    return (await run(context, click)) ?? (removesMessage ? 'remove' : null);
  } catch (error) {
    return await replyToFailure(context, { error, workspaceId, what: 'a click failed' });
  }
}

/** Where a reply is clicked: without it, Slack shows the response in the channel, outside the thread (bolt-js#963). */
function threadOf({ container }: BlockAction): { thread_ts?: string } {
  const { thread_ts: threadTs, message_ts: messageTs } = container;
  return typeof threadTs === 'string' && threadTs !== messageTs ? { thread_ts: threadTs } : {};
}

function clickedValue(element: BlockElementAction): string {
  if (element.type === 'button') return element.value ?? '';
  const isMenu = element.type === 'static_select' || element.type === 'external_select';
  return isMenu ? (element.selected_option?.value ?? '') : '';
}

/** The private message with the button goes away: see `removesMessage`. */
export async function dismiss(): Promise<null> {
  return null;
}
