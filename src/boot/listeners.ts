// Who answers what Slack sends.
import type { InWorkspace } from '../db/in-workspace.ts';
import type { InstallationStore } from '../installations/installation-store.ts';
import type { Log } from '../log.ts';
import type { Rights } from '../slack/access/authorize.ts';
import { onClick } from '../slack/actions/on-action.ts';
import { onDecision } from '../slack/actions/on-decision.ts';
import { onEndUser } from '../slack/actions/on-end-user.ts';
import { answers } from '../slack/command-handlers/answers.ts';
import { endUserAnswers } from '../slack/command-handlers/end-user-answers.ts';
import { onCommand } from '../slack/command-handlers/on-command.ts';
import { whereFilesGo } from '../slack/command-handlers/where-files-go.ts';
import { onRemoval } from '../slack/events/on-app-uninstalled.ts';
import { onInvitation } from '../slack/events/on-bot-joined-channel.ts';
import { onMessage } from '../slack/events/on-message.ts';
import { whoseBot } from '../slack/events/resolve-bot-workspace.ts';
import { onForm } from '../slack/modals/on-form.ts';
import { openForm } from '../slack/modals/open-form.ts';
import { saveForm } from '../slack/modals/save-form.ts';
import type { SlackConnection } from '../slack/transport/bolt-app.ts';
import type { Members } from '../slack/web/members.ts';
import { permalinkOf } from '../slack/web/permalink.ts';
import type { WebClients } from '../slack/web/web-clients.ts';
import { addEndUser } from '../usecases/end-users/add-end-user.ts';
import { editEndUser } from '../usecases/end-users/edit-end-user.ts';
import { findEndUsers } from '../usecases/end-users/find-end-users.ts';
import { requestExport } from '../usecases/export/request-export.ts';
import { choose } from '../usecases/import/choose-conflict-rule.ts';
import { approveImport, cancelImport } from '../usecases/import/decide-import.ts';
import { turnAway } from '../usecases/import/reject-share.ts';
import { requestImport } from '../usecases/import/request-import.ts';
import { requestUndo } from '../usecases/import/request-undo.ts';
import { hearOnce, isFirst } from '../usecases/notices/deduplicate-events.ts';
import { say } from '../usecases/notices/post-notice.ts';
import type { Refuse } from '../usecases/ports.ts';
import { addOrganization } from '../usecases/workspace/add-organization.ts';
import { changeSettings } from '../usecases/workspace/change-settings.ts';
import { lookUp } from '../usecases/workspace/queries.ts';
import { removeApp } from '../usecases/workspace/remove-app.ts';
import { whoMay } from '../usecases/workspace/roles.ts';

/** Who somebody is, and what they may. */
type People = { readonly members: Members; readonly rights: Rights; readonly refuse: Refuse };

export function listen(
  { app, runInBackground: goOn, retryDelivery: seeThrough }: SlackConnection,
  inWorkspace: InWorkspace,
  clients: WebClients,
  { members, rights, refuse }: People,
  installations: Pick<InstallationStore, 'botFor' | 'forget'>,
  log: Log,
): void {
  const add = addEndUser(inWorkspace);
  const endUsers = endUserAnswers({
    endUsers: findEndUsers(inWorkspace),
    addEndUser: add,
    openForm: openForm(clients),
    rights,
  });
  const answer = answers({
    lookUp: lookUp(inWorkspace),
    addOrganization: addOrganization(inWorkspace),
    requestExport: requestExport(inWorkspace),
    undo: requestUndo(inWorkspace),
    permalinkOf: permalinkOf(clients),
    whereFilesGo: whereFilesGo(clients),
    rights,
    whoMay: whoMay(inWorkspace),
    members,
    changeSettings: changeSettings(inWorkspace),
    endUsers,
  });
  const shares = {
    requestImport: requestImport(inWorkspace),
    turnAway: turnAway(inWorkspace),
    say: say(inWorkspace),
    whoseBot: whoseBot({ installations, clients }),
    hearOnce: hearOnce(inWorkspace),
    seeThrough,
  };
  onMessage(app, { clients, members, rights, refuse, ...shares, log });
  onInvitation(app, { say: say(inWorkspace) });
  onRemoval(app, { installations, removeApp: removeApp(inWorkspace), log });
  const first = { isFirst: isFirst(inWorkspace) };
  onCommand(app, { answer, rights, ...first, goOn, log });
  const onEachClick = onClick(app, { ...first, goOn, log });
  onDecision(onEachClick, {
    approve: approveImport(inWorkspace),
    cancel: cancelImport(inWorkspace),
    choose: choose(inWorkspace),
    undo: requestUndo(inWorkspace),
    oneImport: lookUp(inWorkspace).oneImport,
    rights,
  });
  onEndUser(onEachClick, endUsers);
  onForm(app, {
    saveForm: saveForm(editEndUser(inWorkspace), add.add),
    rights,
    ...first,
    clients,
    goOn,
    log,
  });
}
