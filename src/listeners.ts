// Who answers what Slack sends.
import type { InWorkspace } from './db/in-workspace.ts';
import type { Installations } from './installations/installations.ts';
import type { Log } from './log.ts';
import type { Rights } from './slack/access/rights.ts';
import { answers } from './slack/answers/answers.ts';
import { endUserAnswers } from './slack/answers/end-user-answers.ts';
import { onCommand } from './slack/answers/on-command.ts';
import { onEndUser } from './slack/answers/on-end-user.ts';
import { whereFilesGo } from './slack/answers/where-files-go.ts';
import { onForm } from './slack/forms/on-form.ts';
import { openForm } from './slack/forms/open-form.ts';
import { saveForm } from './slack/forms/save-form.ts';
import { onRemoval } from './slack/install/on-removal.ts';
import { onDecision } from './slack/on-decision.ts';
import { onInvitation } from './slack/shares/on-invitation.ts';
import { onMessage } from './slack/shares/on-message.ts';
import { whoseBot } from './slack/shares/whose-bot.ts';
import type { Members } from './slack/web/members.ts';
import { permalinkOf } from './slack/web/permalink.ts';
import type { WebClients } from './slack/web/web-clients.ts';
import type { SlackConnection } from './slack/wire/connection.ts';
import { onClick } from './slack/wire/on-click.ts';
import { addEndUser } from './usecases/add-end-user.ts';
import { addOrganization } from './usecases/add-organization.ts';
import { changeSettings } from './usecases/change-settings.ts';
import { choose } from './usecases/choose.ts';
import { approveImport, cancelImport } from './usecases/decide-import.ts';
import { editEndUser } from './usecases/edit-end-user.ts';
import { findEndUsers } from './usecases/find-end-users.ts';
import { hearOnce, isFirst } from './usecases/hear-once.ts';
import { lookUp } from './usecases/look-up.ts';
import type { Refuse } from './usecases/ports.ts';
import { removeApp } from './usecases/remove-app.ts';
import { requestExport } from './usecases/request-export.ts';
import { requestImport } from './usecases/request-import.ts';
import { requestUndo } from './usecases/request-undo.ts';
import { say } from './usecases/say.ts';
import { turnAway } from './usecases/turn-away.ts';
import { whoMay } from './usecases/who-may.ts';

/** Who somebody is, and what they may. */
type People = { readonly members: Members; readonly rights: Rights; readonly refuse: Refuse };

export function listen(
  { app, goOn, seeThrough }: SlackConnection,
  inWorkspace: InWorkspace,
  clients: WebClients,
  { members, rights, refuse }: People,
  installations: Pick<Installations, 'botFor' | 'forget'>,
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
