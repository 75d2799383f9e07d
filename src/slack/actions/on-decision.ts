// The buttons and menus of a plan and of a result: apply, cancel, choose, show, undo.
import { type Permission, undoPermission } from '../../model/permissions.ts';
import type { Choose } from '../../usecases/import/choose-conflict-rule.ts';
import type { Decide, Decision } from '../../usecases/import/decide-import.ts';
import type { RequestUndo } from '../../usecases/import/request-undo.ts';
import type { LookUp } from '../../usecases/workspace/queries.ts';
import type { Rights } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import { alreadyDecided } from '../views/import/already-decided.ts';
import { choiceMenus, readChosen } from '../views/import/choice-menus.ts';
import { showPlanAction } from '../views/import/external-notice.ts';
import { applyImportAction, cancelImportAction } from '../views/import/import-plan.ts';
import { nothingToUndo } from '../views/import/nothing-to-undo.ts';
import { planInPrivate } from '../views/import/plan-in-private.ts';
import { redoImportAction, undoImportAction } from '../views/import/undo-buttons.ts';
import type { Click, OnClick } from './on-action.ts';

type Parts = {
  readonly approve: Decide;
  readonly cancel: Decide;
  readonly choose: Choose;
  readonly undo: RequestUndo;
  readonly oneImport: LookUp['oneImport'];
  readonly rights: Rights;
};

/** What a click does, and which right it takes; `answer` is for who clicked, where the message itself doesn't say it. */
type Doing = {
  readonly deed: (click: Click) => Promise<Permission>;
  readonly act: (click: Click) => Promise<Decision>;
  /** Of an import about which nothing was decided now: it was too late for that, or nothing was to be. */
  readonly answer: (it: NonNullable<Decision['import']>) => View;
};

export function onDecision(onClick: OnClick, parts: Parts): void {
  const { approve, cancel, choose, undo, oneImport, rights } = parts;
  const decide = (decision: Decide): Doing['act'] => {
    return ({ workspaceId, memberId, value }) => {
      const { importId, planNumber } = readValue(value);
      return decision({ workspaceId, importId }, planNumber, memberId);
    };
  };
  const takeBack = (what: 'undo' | 'redo'): Doing => ({
    async deed({ workspaceId, memberId, value }) {
      return undoPermission(await oneImport(workspaceId, readValue(value).importId), memberId);
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

  /** Nothing is left to say where all went well: the import's message itself says so. */
  function on(actionId: string, { deed, act, answer }: Doing): void {
    onClick(actionId, async (click) => {
      const refusal = await rights.refusalOf(click.workspaceId, click.memberId, await deed(click));
      if (refusal) return refusal;
      const decision = await act(click);
      return decision.done || !decision.import ? null : answer(decision.import);
    });
  }
}

/** `184.1`: import and plan. It came back through the member's client, so it may be anything. */
function readValue(value: string): { importId: number; planNumber: number } {
  const [, importId, planNumber] = /^(\d{1,15})\.(\d{1,9})$/.exec(value) ?? [];
  return { importId: Number(importId ?? 0), planNumber: Number(planNumber ?? 0) };
}
