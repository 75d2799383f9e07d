// The buttons of a plan: Apply and Cancel.
import type { App, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Log } from '../log.ts';
import { newReference } from '../reference.ts';
import type { Decide } from '../usecases/decide-import.ts';
import { type Background, soon } from './background.ts';
import type { Members } from './members.ts';
import { alreadyDecided } from './views/already-decided.ts';
import { applyImportAction, cancelImportAction } from './views/import-plan.ts';
import { notAllowed } from './views/not-allowed.ts';
import { somethingBroke } from './views/something-broke.ts';
import type { View } from './views/view.ts';

type Parts = {
  readonly approve: Decide;
  readonly cancel: Decide;
  readonly members: Members;
  readonly goOn: Background['goOn'];
  readonly log: Log;
};

type Click = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & { readonly context: { teamId?: string } };

export function onDecision(app: App, { approve, cancel, members, goOn, log }: Parts): void {
  on(applyImportAction, approve);
  on(cancelImportAction, cancel);

  function on(actionId: string, decide: Decide): void {
    app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: actionId }, async (clicked) => {
      const replied = replyTo(clicked, decide);
      await soon(replied);
      await clicked.ack();
      goOn(replied.then((reply) => reply && clicked.respond({ ...reply, ...onlyForWhoClicked })));
    });
  }

  /** Null where all went well: the plan itself says so. */
  async function replyTo({ body, action, context }: Click, decide: Decide): Promise<View | null> {
    const workspaceId = context.teamId ?? '';
    try {
      if ((await members.kindOf(workspaceId, body.user.id)) !== 'member') {
        return notAllowed('decide on imports', []);
      }
      const [importId, planNumber] = readDecision(action.value);
      const decision = await decide({ workspaceId, importId }, planNumber, body.user.id);
      return decision.done || !decision.import ? null : alreadyDecided(decision.import);
    } catch (error) {
      const reference = newReference();
      log.error({ err: error, reference, workspace: workspaceId }, 'a click failed');
      return somethingBroke(reference);
    }
  }
}

const onlyForWhoClicked = { response_type: 'ephemeral', replace_original: false } as const;

/** `184.1`: import and plan. It came back through the member's client, so it may be anything. */
function readDecision(value = ''): [importId: number, planNumber: number] {
  const [, importId, planNumber] = /^(\d{1,15})\.(\d{1,9})$/.exec(value) ?? [];
  return [Number(importId ?? 0), Number(planNumber ?? 0)];
}
