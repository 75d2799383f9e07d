// The buttons and menus of a plan and of a result: apply, cancel, choose, show, undo.
import type { App, BlockAction, BlockElementAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Log } from '../log.ts';
import { type Deed, undoing } from '../model/access.ts';
import { newReference } from '../reference.ts';
import type { Choose } from '../usecases/choose.ts';
import type { Decide, Decision } from '../usecases/decide-import.ts';
import type { IsFirst } from '../usecases/hear-once.ts';
import type { LookUp } from '../usecases/look-up.ts';
import type { RequestUndo } from '../usecases/request-undo.ts';
import type { Rights } from './access/rights.ts';
import { alreadyDecided } from './views/already-decided.ts';
import { choiceMenus, readChosen } from './views/choice-menus.ts';
import { applyImportAction, cancelImportAction } from './views/import-plan.ts';
import { nothingToUndo } from './views/nothing-to-undo.ts';
import { planInPrivate } from './views/plan-in-private.ts';
import { showPlanAction } from './views/read-outside.ts';
import { somethingBroke } from './views/something-broke.ts';
import { redoImportAction, undoImportAction } from './views/undo-buttons.ts';
import type { View } from './views/view.ts';
import { type Background, soon } from './wire/background.ts';

type Parts = {
  readonly approve: Decide;
  readonly cancel: Decide;
  readonly choose: Choose;
  readonly undo: RequestUndo;
  readonly oneImport: LookUp['oneImport'];
  readonly rights: Rights;
  readonly isFirst: IsFirst;
  readonly goOn: Background['goOn'];
  readonly log: Log;
};

type Click = SlackActionMiddlewareArgs<BlockAction<BlockElementAction>> & {
  readonly context: { teamId?: string };
};

/** What was clicked: who did, in which workspace, and the value, which came back through their client. */
type Clicked = { readonly workspaceId: string; readonly by: string; readonly value: string };

/** What a click does, and which right it takes; `answer` is for who clicked, where the message itself doesn't say it. */
type Doing = {
  readonly deed: (clicked: Clicked) => Promise<Deed>;
  readonly act: (clicked: Clicked) => Promise<Decision>;
  /** Of an import about which nothing was decided now: it was too late for that, or nothing was to be. */
  readonly answer: (it: NonNullable<Decision['import']>) => View;
};

export function onDecision(app: App, parts: Parts): void {
  const { approve, cancel, choose, undo, oneImport, rights, isFirst, goOn, log } = parts;
  const decide = (decision: Decide): Doing['act'] => {
    return ({ workspaceId, by, value }) => {
      const { importId, planNumber } = readValue(value);
      return decision({ workspaceId, importId }, planNumber, by);
    };
  };
  const takeBack = (what: 'undo' | 'redo'): Doing => ({
    async deed({ workspaceId, by, value }) {
      return undoing(await oneImport(workspaceId, readValue(value).importId), by);
    },
    act: decide((key, _, by) => undo(key, what, by)),
    answer: nothingToUndo,
  });
  const deed: Doing['deed'] = async () => 'decide';
  on(applyImportAction, { deed, act: decide(approve), answer: alreadyDecided });
  on(cancelImportAction, { deed, act: decide(cancel), answer: alreadyDecided });
  on(undoImportAction, takeBack('undo'));
  on(redoImportAction, takeBack('redo'));
  on(showPlanAction, {
    deed,
    async act({ workspaceId, value }) {
      return { done: false, import: await oneImport(workspaceId, readValue(value).importId) };
    },
    answer: planInPrivate,
  });
  for (const { actionId } of Object.values(choiceMenus)) {
    on(actionId, {
      deed,
      act: async ({ workspaceId, value }) => {
        const chosen = readChosen(actionId, value);
        if (!chosen) return { done: false, import: null };
        return choose({ workspaceId, importId: chosen.importId }, chosen.planNumber, chosen.choices);
      },
      answer: alreadyDecided,
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
  async function replyTo(
    { body, action, context }: Click,
    { deed, act, answer }: Doing,
  ): Promise<View | null> {
    const workspaceId = context.teamId ?? '';
    try {
      if (!(await isFirst({ workspaceId, eventId: body.trigger_id }))) return null;
      const it = { workspaceId, by: body.user.id, value: valueIn(action) };
      const refusal = await rights.refusalOf(workspaceId, it.by, await deed(it));
      if (refusal) return refusal;
      const decision = await act(it);
      return decision.done || !decision.import ? null : answer(decision.import);
    } catch (error) {
      const reference = newReference();
      log.error({ err: error, reference, workspaceId }, 'a click failed');
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
