// The buttons of a plan: Apply and Cancel.
import type { App, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { ImportKey } from '../db/imports.ts';
import type { Log } from '../log.ts';
import { newReference } from '../reference.ts';
import type { Decision } from '../usecases/decide-import.ts';
import type { Members } from './members.ts';
import { alreadyDecided } from './views/already-decided.ts';
import { applyImportAction, cancelImportAction } from './views/import-plan.ts';
import { notAllowed } from './views/not-allowed.ts';
import { somethingBroke } from './views/something-broke.ts';
import type { View } from './views/view.ts';

type Decide = (key: ImportKey, planNumber: number, decidedBy: string) => Promise<Decision>;

type Parts = {
  readonly approve: Decide;
  readonly cancel: (key: ImportKey, decidedBy: string) => Promise<Decision>;
  readonly members: Members;
  readonly log: Log;
};

export function onDecision(app: App, { approve, cancel, members, log }: Parts): void {
  on(applyImportAction, approve);
  on(cancelImportAction, (key, _, decidedBy) => cancel(key, decidedBy));

  function on(actionId: string, decide: Decide): void {
    app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: actionId }, async (clicked) => {
      const reply = await replyTo(clicked, decide);
      await clicked.ack();
      // Where all went well the plan itself says so.
      if (reply) await clicked.respond({ ...reply, response_type: 'ephemeral', replace_original: false });
    });
  }

  async function replyTo(
    {
      body,
      action,
      context,
    }: SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & { context: { teamId?: string } },
    decide: Decide,
  ): Promise<View | null> {
    const workspaceId = context.teamId ?? '';
    try {
      if ((await members.kindOf(workspaceId, body.user.id)) !== 'member') {
        return notAllowed('decide on imports', []);
      }
      const [importId = 0, planNumber = 0] = (action.value ?? '').split('.').map(Number);
      const decision = await decide({ workspaceId, importId }, planNumber, body.user.id);
      return decision.done || !decision.import ? null : alreadyDecided(decision.import);
    } catch (error) {
      const reference = newReference();
      log.error({ err: error, reference, workspace: workspaceId }, 'a click failed');
      return somethingBroke(reference);
    }
  }
}
