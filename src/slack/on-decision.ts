// The buttons and menus of a plan and of a result: apply, cancel, choose, undo.
import type { App, BlockAction, BlockElementAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Log } from '../log.ts';
import { newReference } from '../reference.ts';
import type { Choose } from '../usecases/choose.ts';
import type { Decide, Decision } from '../usecases/decide-import.ts';
import type { RequestUndo } from '../usecases/request-undo.ts';
import { type Background, soon } from './background.ts';
import type { Members } from './members.ts';
import { alreadyDecided } from './views/already-decided.ts';
import { choiceMenus, readChosen } from './views/choice-menus.ts';
import { applyImportAction, cancelImportAction } from './views/import-plan.ts';
import { notAllowed } from './views/not-allowed.ts';
import { nothingToUndo } from './views/nothing-to-undo.ts';
import { somethingBroke } from './views/something-broke.ts';
import { redoImportAction, undoImportAction } from './views/undo-buttons.ts';
import type { View } from './views/view.ts';

type Parts = {
  readonly approve: Decide;
  readonly cancel: Decide;
  readonly choose: Choose;
  readonly undo: RequestUndo;
  readonly members: Members;
  readonly goOn: Background['goOn'];
  readonly log: Log;
};

type Click = SlackActionMiddlewareArgs<BlockAction<BlockElementAction>> & {
  readonly context: { teamId?: string };
};

/** What was clicked: who did, in which workspace, and the value, which came back through their client. */
type Clicked = { readonly workspaceId: string; readonly by: string; readonly value: string };

/** What a click does; `late` is said when it was too late for that. */
type Doing = {
  readonly act: (clicked: Clicked) => Promise<Decision>;
  readonly late: (it: NonNullable<Decision['import']>) => View;
};

export function onDecision(app: App, { approve, cancel, choose, undo, members, goOn, log }: Parts): void {
  const decide = (decision: Decide): Doing['act'] => {
    return ({ workspaceId, by, value }) => {
      const { importId, planNumber } = readValue(value);
      return decision({ workspaceId, importId }, planNumber, by);
    };
  };
  on(applyImportAction, { act: decide(approve), late: alreadyDecided });
  on(cancelImportAction, { act: decide(cancel), late: alreadyDecided });
  on(undoImportAction, { act: decide((key, _, by) => undo(key, 'undo', by)), late: nothingToUndo });
  on(redoImportAction, { act: decide((key, _, by) => undo(key, 'redo', by)), late: nothingToUndo });
  for (const { actionId } of Object.values(choiceMenus)) {
    on(actionId, {
      act: async ({ workspaceId, value }) => {
        const chosen = readChosen(actionId, value);
        if (!chosen) return { done: false, import: null };
        return choose({ workspaceId, importId: chosen.importId }, chosen.planNumber, chosen.choices);
      },
      late: alreadyDecided,
    });
  }

  function on(actionId: string, doing: Doing): void {
    app.action<BlockAction<BlockElementAction>>(
      { type: 'block_actions', action_id: actionId },
      async (clicked) => {
        const replied = replyTo(clicked, doing);
        await soon(replied);
        await clicked.ack();
        goOn(replied.then((reply) => reply && clicked.respond({ ...reply, ...onlyForWhoClicked })));
      },
    );
  }

  /** Null where all went well: the import's message itself says so. */
  async function replyTo({ body, action, context }: Click, { act, late }: Doing): Promise<View | null> {
    const workspaceId = context.teamId ?? '';
    try {
      if ((await members.kindOf(workspaceId, body.user.id)) !== 'member') {
        return notAllowed('decide on imports', []);
      }
      const decision = await act({ workspaceId, by: body.user.id, value: valueIn(action) });
      return decision.done || !decision.import ? null : late(decision.import);
    } catch (error) {
      const reference = newReference();
      log.error({ err: error, reference, workspace: workspaceId }, 'a click failed');
      return somethingBroke(reference);
    }
  }
}

const onlyForWhoClicked = { response_type: 'ephemeral', replace_original: false } as const;

/** Of a button, or of the option that was chosen in a menu. */
function valueIn(action: BlockElementAction): string {
  if (action.type === 'button') return action.value ?? '';
  return action.type === 'static_select' ? (action.selected_option?.value ?? '') : '';
}

/** `184.1`: import and plan. It came back through the member's client, so it may be anything. */
function readValue(value: string): { importId: number; planNumber: number } {
  const [, importId, planNumber] = /^(\d{1,15})\.(\d{1,9})$/.exec(value) ?? [];
  return { importId: Number(importId ?? 0), planNumber: Number(planNumber ?? 0) };
}
