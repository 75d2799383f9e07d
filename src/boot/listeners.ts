// The table of listeners: what arrives from Slack, who may do it, and the function that handles it.
import type { App, BlockAction, BlockElementAction, ViewSubmitAction } from '@slack/bolt';
import { clickCommand, clickImportGuide } from '../slack/actions/command-actions.ts';
import {
  clickAddEndUser,
  clickChangesOfEndUser,
  clickEditEndUser,
  clickErase,
  clickShowEndUser,
} from '../slack/actions/end-user-actions.ts';
import {
  clickAddNearOrganizations,
  clickAddOrganizations,
  clickAllCells,
  clickApply,
  clickApplyAll,
  clickCancel,
  clickChoice,
  clickColumns,
  clickConfirmRedo,
  clickConfirmUndo,
  clickEncoding,
  clickForgetColumns,
  clickImportedCells,
  clickLeaveOut,
  clickNoRoster,
  clickOrganization,
  clickOtherSite,
  clickOurIds,
  clickPutBack,
  clickRedo,
  clickRoster,
  clickShowPlan,
  clickUndo,
  permissionToDecide,
  permissionToUndo,
} from '../slack/actions/import-actions.ts';
import { clickListPage, permissionOfList } from '../slack/actions/list-actions.ts';
import { clickTakeFile, clickTakeFilesOfThread } from '../slack/actions/offer-actions.ts';
import { type Action, dismiss, onAction } from '../slack/actions/on-action.ts';
import { onOrganizationSearch } from '../slack/actions/on-organization-search.ts';
import { onCommand } from '../slack/command-handlers/on-command.ts';
import { slashCommand } from '../slack/commands/commands.ts';
import type { ListenerContext } from '../slack/context.ts';
import { onAppUninstalled, onTokensRevoked } from '../slack/events/on-app-uninstalled.ts';
import { onBotJoinedChannel } from '../slack/events/on-bot-joined-channel.ts';
import { onChannelIdChanged } from '../slack/events/on-channel-id-changed.ts';
import { onMention, onMessage } from '../slack/events/on-message.ts';
import { onTeamAccess } from '../slack/events/on-team-access.ts';
import {
  cellsAsFile,
  cellsBack,
  cellsBackAction,
  cellsFileAction,
  cellsNext,
  cellsNextAction,
} from '../slack/modals/cells-replies.ts';
import { columnsBackAction, columnsForm, columnsNextAction } from '../slack/modals/columns-form.ts';
import { columnsBack, columnsNext, saveColumnsForm } from '../slack/modals/columns-replies.ts';
import { addForm, editForm } from '../slack/modals/end-user-form.ts';
import { eraseForm } from '../slack/modals/erase-form.ts';
import { saveEraseForm } from '../slack/modals/erase-replies.ts';
import { inputAction } from '../slack/modals/form-fields.ts';
import { leaveOutForm, leaveOutSearchAction } from '../slack/modals/leave-out-form.ts';
import { saveLeaveOutForm, searchLeaveOut } from '../slack/modals/leave-out-replies.ts';
import { type Form, onForm } from '../slack/modals/on-form.ts';
import { type FormButton, onFormClick } from '../slack/modals/on-form-click.ts';
import { saveAddForm, saveEditForm } from '../slack/modals/save-form.ts';
import { commandActions, suggestionActions } from '../slack/views/controls/command-buttons.ts';
import { nextPageAction, previousPageAction } from '../slack/views/controls/list-pages.ts';
import { newerChangesAction, olderChangesAction } from '../slack/views/end-users/end-user-changes.ts';
import { editEndUserAction } from '../slack/views/end-users/end-user-detail.ts';
import { showEndUserAction } from '../slack/views/end-users/end-users-found.ts';
import { eraseEndUserAction, keepEndUserAction } from '../slack/views/end-users/erase-asked.ts';
import { addEndUserAction } from '../slack/views/end-users/form-not-opened.ts';
import { allCellsAction } from '../slack/views/import/all-cells-button.ts';
import { applyAllAction } from '../slack/views/import/apply-all.ts';
import { cancelImportAction } from '../slack/views/import/cancel-button.ts';
import { choiceMenus } from '../slack/views/import/choice-menus.ts';
import { showPlanAction } from '../slack/views/import/external-notice.ts';
import { skipFileAction } from '../slack/views/import/file-offered.ts';
import { takeFilesActions } from '../slack/views/import/files-of-thread.ts';
import { moreCellsAction, previousCellsAction } from '../slack/views/import/imported-cells.ts';
import { showImportedAction } from '../slack/views/import/imported-end-users.ts';
import { takeFileActions } from '../slack/views/import/organization-picker.ts';
import { otherSiteAction, ourIdsAction } from '../slack/views/import/other-site-button.ts';
import { chooseColumnsAction, forgetColumnsAction } from '../slack/views/import/plan-columns.ts';
import { applyImportAction } from '../slack/views/import/plan-decision.ts';
import { leaveOutAction, putBackAction } from '../slack/views/import/plan-left-out.ts';
import { chooseEncodingAction } from '../slack/views/import/plan-letters.ts';
import {
  addNearOrganizationsAction,
  addOrganizationsAction,
  chooseOrganizationAction,
} from '../slack/views/import/plan-organization.ts';
import { noRosterAction, rosterAction } from '../slack/views/import/roster-button.ts';
import { confirmRedoAction, confirmUndoAction, keepAsIsAction } from '../slack/views/import/undo-asked.ts';
import { redoImportAction, undoImportAction } from '../slack/views/import/undo-buttons.ts';
import { importGuideAction } from '../slack/views/notices/import-guide.ts';

const actions: Readonly<Record<string, Action>> = {
  [applyImportAction]: { permission: permissionToDecide, run: clickApply },
  [applyAllAction]: { permission: permissionToDecide, run: clickApplyAll },
  [cancelImportAction]: { permission: permissionToDecide, run: clickCancel },
  [chooseEncodingAction]: { permission: permissionToDecide, run: clickEncoding },
  [chooseOrganizationAction]: { permission: permissionToDecide, run: clickOrganization },
  [addOrganizationsAction]: { permission: 'add organizations', run: clickAddOrganizations },
  [addNearOrganizationsAction]: { permission: 'add organizations', run: clickAddNearOrganizations },
  [chooseColumnsAction]: { permission: permissionToDecide, run: clickColumns },
  [forgetColumnsAction]: { permission: permissionToDecide, run: clickForgetColumns },
  [allCellsAction]: { permission: 'see results', run: clickAllCells },
  [leaveOutAction]: { permission: permissionToDecide, run: clickLeaveOut },
  [putBackAction]: { permission: permissionToDecide, run: clickPutBack },
  [otherSiteAction]: { permission: permissionToDecide, run: clickOtherSite },
  [ourIdsAction]: { permission: permissionToDecide, run: clickOurIds },
  [rosterAction]: { permission: permissionToDecide, run: clickRoster },
  [noRosterAction]: { permission: permissionToDecide, run: clickNoRoster },
  [showPlanAction]: { permission: permissionToDecide, run: clickShowPlan },
  [undoImportAction]: { permission: permissionToUndo, run: clickUndo },
  [redoImportAction]: { permission: permissionToUndo, run: clickRedo },
  [takeFileActions.menu]: { permission: 'import', run: clickTakeFile, removesMessage: true },
  [takeFileActions.button]: { permission: 'import', run: clickTakeFile, removesMessage: true },
  [takeFileActions.byRows]: { permission: 'import', run: clickTakeFile, removesMessage: true },
  // What the member says in the thread can still take the file.
  [skipFileAction]: { permission: 'ask for help', run: dismiss, removesMessage: true },
  [confirmUndoAction]: { permission: permissionToUndo, run: clickConfirmUndo, replacesMessage: true },
  [confirmRedoAction]: { permission: permissionToUndo, run: clickConfirmRedo, replacesMessage: true },
  [keepAsIsAction]: { permission: 'ask for help', run: dismiss, removesMessage: true },
  [importGuideAction]: { permission: 'import', run: clickImportGuide },
  [showImportedAction]: { permission: permissionOfList, run: clickListPage },
  [previousPageAction]: { permission: permissionOfList, run: clickListPage, replacesMessage: true },
  [nextPageAction]: { permission: permissionOfList, run: clickListPage, replacesMessage: true },
  [showEndUserAction]: { permission: 'find', run: clickShowEndUser },
  [newerChangesAction]: { permission: 'find', run: clickChangesOfEndUser, replacesMessage: true },
  [olderChangesAction]: { permission: 'find', run: clickChangesOfEndUser, replacesMessage: true },
  [previousCellsAction]: { permission: 'see results', run: clickImportedCells, replacesMessage: true },
  [moreCellsAction]: { permission: 'see results', run: clickImportedCells, replacesMessage: true },
  [editEndUserAction]: { permission: 'edit by hand', run: clickEditEndUser },
  [eraseEndUserAction]: { permission: 'erase end users', run: clickErase },
  [keepEndUserAction]: { permission: 'ask for help', run: dismiss, removesMessage: true },
  [addEndUserAction]: { permission: 'edit by hand', run: clickAddEndUser },
};

const forms: Readonly<Record<string, Form>> = {
  [editForm]: { permission: 'edit by hand', save: saveEditForm },
  [addForm]: { permission: 'edit by hand', save: saveAddForm },
  [eraseForm]: { permission: 'erase end users', save: saveEraseForm },
  [leaveOutForm]: { permission: 'decide', save: saveLeaveOutForm },
  [columnsForm]: { permission: 'decide', save: saveColumnsForm },
};

const formButtons: Readonly<Record<string, FormButton>> = {
  [columnsBackAction]: { permission: 'decide', turn: columnsBack },
  [columnsNextAction]: { permission: 'decide', turn: columnsNext },
  [cellsBackAction]: { permission: 'see results', turn: cellsBack },
  [cellsNextAction]: { permission: 'see results', turn: cellsNext },
  [cellsFileAction]: { permission: 'see results', turn: cellsAsFile },
  [leaveOutSearchAction]: { permission: 'decide', turn: searchLeaveOut },
};

export function registerListeners(app: App, context: ListenerContext): void {
  app.event('message', (args) => onMessage(context, args));
  app.event('app_mention', (args) => onMention(context, args));
  app.event('member_joined_channel', (args) => onBotJoinedChannel(context, args));
  app.event('channel_id_changed', (args) => onChannelIdChanged(context, args));
  app.event('app_uninstalled', (args) => onAppUninstalled(context, args));
  app.event('tokens_revoked', (args) => onTokensRevoked(context, args));
  app.event('team_access_granted', (args) => onTeamAccess(context, args));
  app.event('team_access_revoked', (args) => onTeamAccess(context, args));
  // Which command takes which permission is in the commands' table; its handler in command-handlers.ts.
  app.command(slashCommand, (args) => onCommand(context, args));
  for (const [actionId, action] of Object.entries(actions)) registerAction(app, context, actionId, action);
  registerAction(app, context, takeFilesActions, {
    permission: 'import',
    run: clickTakeFilesOfThread,
    removesMessage: true,
  });
  registerAction(app, context, commandActions, { permission: 'ask for help', run: clickCommand });
  registerAction(app, context, suggestionActions, {
    permission: 'ask for help',
    run: clickCommand,
    replacesMessage: true,
  });
  for (const { actionId } of Object.values(choiceMenus)) {
    const run: Action['run'] = (slackContext, click) => clickChoice(slackContext, click, actionId);
    registerAction(app, context, actionId, { permission: permissionToDecide, run });
  }
  for (const actionId of [chooseOrganizationAction, inputAction]) {
    app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: actionId }, (args) =>
      onOrganizationSearch(context, args),
    );
  }
  for (const [actionId, button] of Object.entries(formButtons)) {
    const constraints = { type: 'block_actions', action_id: actionId } as const;
    app.action<BlockAction<BlockElementAction>>(constraints, (args) => onFormClick(context, args, button));
  }
  for (const [callbackId, form] of Object.entries(forms)) {
    const constraints = { type: 'view_submission', callback_id: callbackId } as const;
    app.view<ViewSubmitAction>(constraints, (args) => onForm(context, args, form));
  }
}

function registerAction(app: App, context: ListenerContext, actionId: string | RegExp, action: Action): void {
  const constraints = { type: 'block_actions', action_id: actionId } as const;
  app.action<BlockAction<BlockElementAction>>(constraints, (args) => onAction(context, args, action));
}
