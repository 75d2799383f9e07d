// Hears the clicks on a button, and the choices in a menu: each once, and the answer is for nobody but who clicked.
import type { App, BlockAction, BlockElementAction } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import type { IsFirst } from '../../usecases/notices/deduplicate-events.ts';
import type { View } from '../block-kit/view.ts';
import { type BackgroundWork, withinAckDeadline } from '../transport/background-work.ts';
import { somethingBroke } from '../views/notices/something-broke.ts';

export type Click = {
  readonly workspaceId: string;
  readonly memberId: string;
  /** Opens a form for who clicked, for three seconds. */
  readonly triggerId: string;
  /** Of the button, or of the chosen option. It came back through the member's client, so it may be anything. */
  readonly value: string;
};

/** `null`: nothing is left to say. */
type Answer = (click: Click) => Promise<View | null>;

export type OnClick = (actionId: string, answer: Answer) => void;

type Parts = {
  readonly isFirst: IsFirst;
  readonly goOn: BackgroundWork['runInBackground'];
  readonly log: Log;
};

const onlyForWhoClicked = { response_type: 'ephemeral', replace_original: false } as const;

export function onClick(app: App, { isFirst, goOn, log }: Parts): OnClick {
  return (actionId, answer) =>
    app.action<BlockAction<BlockElementAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ body, action, context, ack, respond }) => {
        const { user, trigger_id: triggerId } = body;
        const workspaceId = context.teamId ?? '';
        const replied = replyTo(
          { workspaceId, memberId: user.id, triggerId, value: valueIn(action) },
          answer,
        );
        await withinAckDeadline(replied);
        await ack();
        goOn(replied.then((reply) => reply && respond({ ...reply, ...onlyForWhoClicked })));
      },
    );

  async function replyTo(click: Click, answer: Answer): Promise<View | null> {
    const { workspaceId, triggerId: eventId } = click;
    try {
      return (await isFirst({ workspaceId, eventId })) ? await answer(click) : null;
    } catch (error) {
      const reference = newErrorReference();
      log.error({ err: error, reference, workspaceId }, 'a click failed');
      return somethingBroke(reference);
    }
  }
}

function valueIn(action: BlockElementAction): string {
  if (action.type === 'button') return action.value ?? '';
  return action.type === 'static_select' ? (action.selected_option?.value ?? '') : '';
}
