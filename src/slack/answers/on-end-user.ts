// The buttons about an end user: show it, open the form to edit it or for a new one.
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { newReference } from '../../reference.ts';
import type { IsFirst } from '../../usecases/hear-once.ts';
import { editEndUserAction } from '../views/end-user-detail.ts';
import { showEndUserAction } from '../views/end-users-found.ts';
import { somethingBroke } from '../views/something-broke.ts';
import type { View } from '../views/view.ts';
import { type Background, soon } from '../wire/background.ts';
import { type Asking, addEndUserAction, type EndUserAnswers } from './end-user-answers.ts';

type Parts = {
  readonly answers: EndUserAnswers;
  readonly isFirst: IsFirst;
  readonly goOn: Background['goOn'];
  readonly log: Log;
};

/** Gets the id in a button's value, 0 for what is none. */
type Answer = (asking: Asking, id: number) => Promise<View | null>;

const onlyForWhoClicked = { response_type: 'ephemeral', replace_original: false } as const;

export function onEndUser(app: App, { answers, isFirst, goOn, log }: Parts): void {
  on(showEndUserAction, answers.show);
  on(editEndUserAction, answers.edit);
  on(addEndUserAction, (asking, id) => answers.add(asking, id === 0 ? null : { by: 'id', id }));

  function on(actionId: string, answer: Answer): void {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: actionId },
      async ({ body, action, context, ack, respond }) => {
        const asking = {
          workspaceId: context.teamId ?? '',
          memberId: body.user.id,
          triggerId: body.trigger_id,
        };
        const replied = replyTo(asking, readId(action.value), answer);
        await soon(replied);
        await ack();
        goOn(replied.then((reply) => reply && respond({ ...reply, ...onlyForWhoClicked })));
      },
    );
  }

  async function replyTo(asking: Asking, id: number, answer: Answer): Promise<View | null> {
    const { workspaceId, triggerId: eventId } = asking;
    try {
      return (await isFirst({ workspaceId, eventId })) ? await answer(asking, id) : null;
    } catch (error) {
      const reference = newReference();
      log.error({ err: error, reference, workspaceId }, 'a click failed');
      return somethingBroke(reference);
    }
  }
}

/** It came back through the member's client, so it may be anything. */
function readId(value: string | undefined): number {
  return /^\d{1,15}$/.test(value ?? '') ? Number(value) : 0;
}
