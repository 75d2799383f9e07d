// Every message that the app can say, about things whose texts and numbers the caller chooses: for tests, and for the
// command check-slack, which has Slack check them.

import { changesPerPage } from '../../model/cell-change.ts';
import { fields } from '../../model/columns.ts';
import type { Export } from '../../model/export.ts';
import type { FileOffer } from '../../model/file-offer.ts';
import { type Import, type ImportState, importTransitions } from '../../model/import.ts';
import { roles } from '../../model/permissions.ts';
import type { Plan } from '../../model/plan.ts';
import type { Undo } from '../../model/undo.ts';
import { type View, view } from '../block-kit/view.ts';
import { accessGranted, accessRevoked, memberNotNamed, notGrantable } from '../views/admin/access-changed.ts';
import { accessList } from '../views/admin/access-list.ts';
import { outsiderDenied, permissionDenied } from '../views/admin/permission-denied.ts';
import { settingsList } from '../views/admin/settings-list.ts';
import { endUserChanges } from '../views/end-users/end-user-changes.ts';
import { endUserDetail } from '../views/end-users/end-user-detail.ts';
import { endUserErased, endUserWasErased } from '../views/end-users/end-user-erased.ts';
import { endUserNotFound } from '../views/end-users/end-user-not-found.ts';
import { endUserNotSaved } from '../views/end-users/end-user-not-saved.ts';
import { endUserAdded, endUserSaved } from '../views/end-users/end-user-saved.ts';
import { endUserTurned } from '../views/end-users/end-user-turned.ts';
import { endUsersFound } from '../views/end-users/end-users-found.ts';
import { eraseAsked, noEndUserWithEmail, whichEndUser } from '../views/end-users/erase-asked.ts';
import { formNotOpened } from '../views/end-users/form-not-opened.ts';
import { personalDataComing, personalDataComment } from '../views/end-users/personal-data-sent.ts';
import { stillSaving } from '../views/end-users/still-saving.ts';
import { downloadsList, shownDownloads } from '../views/export/downloads-list.ts';
import { exportAccepted } from '../views/export/export-accepted.ts';
import { exportAsked } from '../views/export/export-asked.ts';
import { exportComment } from '../views/export/export-comment.ts';
import { exportMessage } from '../views/export/export-message.ts';
import { exportMoved } from '../views/export/export-moved.ts';
import { exportUndelivered } from '../views/export/export-undelivered.ts';
import {
  momentInFuture,
  momentUnreadable,
  nothingBeforeMoment,
} from '../views/export/moment-not-exported.ts';
import { alreadyDecided } from '../views/import/already-decided.ts';
import { appFileOffered } from '../views/import/app-file-offered.ts';
import { someSkipped } from '../views/import/apply-all.ts';
import { cellsFileComing, cellsFileComment, cellsFileLost } from '../views/import/cells-file.ts';
import { cellsPage } from '../views/import/cells-page.ts';
import { columnsChosen } from '../views/import/columns-chosen.ts';
import { fileNotTaken } from '../views/import/file-not-taken.ts';
import { fileOffered } from '../views/import/file-offered.ts';
import { takeForOrganization } from '../views/import/files-of-thread.ts';
import { importMessage } from '../views/import/import-message.ts';
import { moreImportedCells } from '../views/import/imported-cells.ts';
import { importedEndUsers, shownImported } from '../views/import/imported-end-users.ts';
import { leftOutChosen } from '../views/import/left-out-chosen.ts';
import { movedHere } from '../views/import/moved-here.ts';
import { otherWorkspace } from '../views/import/other-workspace.ts';
import { privatePlan } from '../views/import/private-plan.ts';
import { problemFileComment } from '../views/import/problem-file-comment.ts';
import { problemFileLost } from '../views/import/problem-file-lost.ts';
import { redactLate } from '../views/import/redact-for-external.ts';
import { resultDetail } from '../views/import/result-detail.ts';
import { resultNotFound } from '../views/import/result-not-found.ts';
import { resultsList, shownResults } from '../views/import/results-list.ts';
import {
  secondPersonLines,
  secondPersonNeeded,
  tooManyByHand,
  undoWaits,
} from '../views/import/second-person-needed.ts';
import { undoAccepted } from '../views/import/undo-accepted.ts';
import { undoAsked } from '../views/import/undo-asked.ts';
import { undoRejected } from '../views/import/undo-rejected.ts';
import { firstSteps } from '../views/notices/first-steps.ts';
import { help } from '../views/notices/help.ts';
import { importGuide } from '../views/notices/import-guide.ts';
import { internalError } from '../views/notices/internal-error.ts';
import { invalidCommand } from '../views/notices/invalid-command.ts';
import { membersUnread } from '../views/notices/members-unread.ts';
import { messageLost } from '../views/notices/message-lost.ts';
import { start, startPermissions } from '../views/notices/next-steps.ts';
import { notInstalled } from '../views/notices/not-installed.ts';
import { reinstallNeeded } from '../views/notices/reinstall-needed.ts';
import { roleGranted } from '../views/notices/role-granted.ts';
import { secondPersonLoosened } from '../views/notices/second-person-loosened.ts';
import { slackBusy } from '../views/notices/slack-busy.ts';
import { stillWorking } from '../views/notices/still-working.ts';
import { welcome } from '../views/notices/welcome.ts';
import { workEnded } from '../views/notices/work-ended.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { organizationAdded } from '../views/organizations/organization-added.ts';
import { organizationArchived } from '../views/organizations/organization-archived.ts';
import { organizationExists } from '../views/organizations/organization-exists.ts';
import { organizationLooksLike } from '../views/organizations/organization-looks-like.ts';
import { organizationNameTooLong } from '../views/organizations/organization-name-too-long.ts';
import { commandFor, organizationNotFound } from '../views/organizations/organization-not-found.ts';
import { organizationHasThatName, organizationRenamed } from '../views/organizations/organization-renamed.ts';
import { organizationTurned } from '../views/organizations/organization-turned.ts';
import { organizationsList } from '../views/organizations/organizations-list.ts';
import { tooManyOrganizations } from '../views/organizations/too-many-organizations.ts';
import { changesOf, valuesOf } from './an-end-user.ts';
import { anExport, posted } from './an-export.ts';
import { anImport, plain } from './an-import.ts';

/** As long as Slack's are. */
const permalink =
  'https://example.slack.com/archives/C0ENDUSERS/p1795354627000100?thread_ts=1795354627.000100&cid=C0ENDUSERS';

const kinds = ['member', 'guest', 'bot', 'stranger', 'deactivated'] as const;

export type Said = { readonly name: string; readonly view: View };

/** `foreign` is every name, cell, file name and search; `count` every number; lists have `length` entries. */
export type Matter = { readonly foreign: string; readonly count: number; readonly length: number };

export function everyView({ foreign, count, length }: Matter): Said[] {
  const list = <Entry>(entry: (index: number) => Entry) => Array.from({ length }, (_, index) => entry(index));
  const organization = { id: count, name: foreign };
  const found = { id: count, name: foreign, email: foreign, organizationName: foreign };
  const endUser = { id: count, organization, values: valuesOf(foreign), lastOperationId: count };
  const someone = {
    id: count,
    name: foreign,
    organizationName: foreign,
    isArchived: false,
    isRemoved: false,
  };
  const at = new Date('2026-11-21T00:00:00Z');
  const importedFrom = {
    importId: count,
    fileName: foreign,
    requestedBy: 'U0DANA',
    at,
    channelId: 'C0ENDUSERS',
    threadTs: '1795354627.000100',
    state: 'applied' as const,
  };
  const exportedTo = {
    exportId: count,
    kind: 'export' as const,
    fileName: foreign,
    requestedBy: 'U0DANA',
    at,
    postedIn: 'C0ENDUSERS',
    messageTs: '1795354627.000100',
    permalink,
    isPrivate: false,
  };
  const plan = planOf({ foreign, count, length });
  const undo = undoOf({ foreign, count, length });
  const everybody = { members: [], everybody: true };
  const approvers = { members: list(() => 'U0DANA').slice(0, 3), everybody: false };
  const secondPerson = { by: ['U0DANA'], limit: 50, count, approvers };
  const of = (state: ImportState, more: Partial<Import> = {}): Import => ({
    ...anImport,
    id: count,
    fileName: foreign,
    fileSize: count,
    state,
    plan,
    reason: foreign,
    decidedBy: 'U0DANA',
    replanned: foreign,
    applyMs: count,
    undo,
    undoneBy: 'U0DANA',
    ...more,
  });
  const file = {
    organizationName: foreign,
    organizationId: count,
    fileName: foreign,
    rows: count,
    reason: foreign,
  };
  const written: Export[] = [
    { ...anExport, ...file },
    { ...posted, ...file },
    { ...posted, ...file, kind: 'template' },
    { ...anExport, ...file, kind: 'organizations', organizationName: null, organizationId: null },
    { ...posted, ...file, kind: 'organizations', organizationName: null, organizationId: null },
    {
      ...posted,
      kind: 'organizations',
      organizationName: null,
      organizationId: null,
      archived: true,
      rows: 0,
    },
    { ...posted, ...file, asOf: new Date('2026-11-21T00:00:00Z') },
    { ...posted, ...file, beforeImport: count },
    { ...posted, ...file, forImport: true },
    { ...anExport, ...file, state: 'failed' },
    { ...posted, ...file, organizationName: null, organizationId: null, isPrivate: true, permalink: foreign },
  ];
  const importedCellsOf = (page: number) => ({
    items: list(() => ({
      field: 'custom_fields' as const,
      key: foreign,
      from: foreign,
      to: null,
      endUserId: count,
      endUser: foreign,
      line: count,
    })).slice(0, changesPerPage),
    page,
    hasOlder: true,
  });
  const states = Object.keys(importTransitions) as ImportState[];
  const setTo = {
    apply: 'at once',
    defaultRole: 'edit',
    businessName: foreign,
    details: 'members only',
    matchBy: 'contact_id',
    secondPersonAbove: 50,
  } as const;
  const named: Record<string, View | null | (View | null)[]> = {
    'import message': states.map((state) => importMessage(of(state))),
    'import message while another import goes first': (['applying', 'undoing', 'redoing'] as const).map(
      (state) => importMessage({ ...of(state), awaitedImportId: 183 }),
    ),
    'import message about organizations': states.map((state) =>
      importMessage(
        of(state, {
          plan: { ...plan, subject: 'organizations', organizations: [], organizationCount: 0 },
          undo: { ...undo, subject: 'organizations' },
        }),
      ),
    ),
    'import message while reading': [0, 1, count].flatMap((bytes) =>
      [0, 900, count].map((elapsedMs) => importMessage(of('reading'), { bytes, rows: count, elapsedMs })),
    ),
    'import message while Slack sends nothing': importMessage(of('reading'), 'stalled'),
    'import message of new end users': importMessage(
      of('planned', { plan: { ...plan, changes: [], updated: 0 } }),
    ),
    'import message with every choice made otherwise': importMessage(
      of('planned', {
        plan: {
          ...plan,
          base: null,
          choices: {
            lookAlikes: 'leave out',
            emptyCells: 'clear',
            unknownIds: 'create',
            conflicts: 'use file',
            olderValues: 'use file',
            archived: 'restore',
            leavers: 'archive',
            otherOrganizations: 'move',
            otherPeople: 'leave out',
          },
        },
      }),
    ),
    'import message with every instruction': (['update', 'create'] as const).map((only) =>
      importMessage(
        of('planned', {
          plan: {
            ...plan,
            instructions: {
              only,
              fillsEmpty: true,
              matched: { by: 'vendor_id', rows: 1, of: count },
              otherSite: { known: 1, created: count },
            },
            manyArchived: [
              { organization: foreign, archived: count, of: count },
              { organization: foreign, archived: 6, of: 7 },
            ],
          },
        }),
      ),
    ),
    'import message that asks for an organization': [0, 99, 100, 101].flatMap((options) =>
      [null, organization].map((chosen) => {
        const all = Array.from({ length: options }, (_, id) => ({ id, name: foreign }));
        const organizationQuestion = { rows: count, chosen, options: all };
        return importMessage(of('planned', { plan: { ...plan, organizationQuestion } }));
      }),
    ),
    'import message that asks for columns': importMessage(
      of('planned', { plan: { ...plan, rows: 0, reading: { ...plan.reading!, asksForColumns: true } } }),
    ),
    'import message of a file in Unicode': importMessage(of('planned', { plan: { ...plan, letters: null } })),
    'import message of a file in one encoding': importMessage(
      of('planned', { plan: { ...plan, letters: { encoding: 'Big5', sample: [], changesAt: null } } }),
    ),
    'import message of an import that was not undone': importMessage(of('applied', { undo: null })),
    'import message without decision': importMessage(of('applied', { decidedBy: null, applyMs: null })),
    'import message that another company reads': states.map((state) =>
      importMessage(of(state, { sharedOutside: true })),
    ),
    'import message in a direct message': movedHere(importMessage(of('planned', { way: 'direct' }))!),
    'import message that only one member reads': importMessage(of('planned', { way: 'private' })),
    'import message that shows only numbers': states.map((state) =>
      importMessage(redactLate(of(state), 'setting')),
    ),
    'end user archived or restored': (['archive', 'restore'] as const).flatMap((action) => [
      endUserTurned({ endUser, wasSo: false }, action),
      endUserTurned({ endUser, wasSo: true }, action),
      endUserTurned(
        {
          endUser,
          wasSo: false,
          other: { endUserId: 1077, endUser: foreign, same: 'phone', isArchived: false },
        },
        action,
      ),
    ]),
    'erasing an end user': [
      eraseAsked(someone),
      eraseAsked({ ...someone, isArchived: true, isRemoved: true, organizationName: null }),
      whichEndUser('erase', foreign, list(() => someone).slice(0, 20)),
      whichEndUser('data', foreign, [someone]),
      noEndUserWithEmail(foreign),
    ],
    'end user erased': [
      endUserErased(count, { imports: [], exports: [] }, { ofImport: () => null, ofExport: () => null }),
      endUserErased(
        count,
        { imports: list(() => importedFrom), exports: list(() => exportedTo) },
        { ofImport: () => permalink, ofExport: () => foreign },
      ),
      endUserWasErased({ endUserId: count, by: 'U0DANA', at: importedFrom.at }),
    ],
    'data of an end user': [personalDataComing(someone), personalDataComment(count)],
    'private plan': states.map((state) => privatePlan(of(state))),
    'problem file comment': [
      problemFileComment(of('planned')),
      problemFileComment(of('planned', { hiddenBecause: 'setting' })),
    ],
    'columns chosen': columnsChosen(),
    'left out chosen': [leftOutChosen(true), leftOutChosen(false)],
    'cells file comment': [
      cellsFileComment(of('planned'), 'plan'),
      cellsFileComment(of('applied'), 'result'),
    ],
    'cells file coming': [
      cellsFileComing(of('planned'), true, foreign),
      cellsFileComing(of('planned', { way: 'private' }), true, null),
      cellsFileComing(of('planned'), false, null),
    ],
    'cells file lost': [cellsFileLost('k3f9-22'), cellsFileLost(null)],
    'cells page': cellsPage(
      list((index) => ({
        line: String(count),
        contactId: String(count),
        endUser: foreign,
        field: index % 3 === 0 ? null : foreign,
        now: foreign,
        willBe: index % 2 === 0 ? foreign : null,
        why: foreign,
      })),
      0,
    ),
    'undo asked': [undoAsked(of('applied'), 'undo', undo), undoAsked(of('undone'), 'redo', undo)],
    'undo accepted': [undoAccepted(of('undoing'), null), undoAccepted(of('undoing'), foreign)],
    'second person': [
      ...(['planned', 'applied', 'undone'] as const).flatMap((state) => [
        view(secondPersonLines(of(state, { secondPerson }))),
        view(secondPersonLines(of(state, { secondPerson: { ...secondPerson, approvers: everybody } }))),
      ]),
      secondPersonNeeded(of('planned'), { ...secondPerson, approvers: { members: [], everybody: false } }),
      undoWaits(of('applied'), 'undo', secondPerson),
      tooManyByHand({ limit: 50, count: 51 }, approvers),
      tooManyByHand({ limit: 0, count: 1 }, approvers),
    ],
    'undo rejected': states.map((state) => undoRejected(of(state), 'redo', foreign)),
    'already decided': states.map((state) => alreadyDecided(of(state))),
    'file offered': [0, 1, 100, count].flatMap((total) => {
      const record = of('ignored');
      const organizations = Array.from({ length: Math.min(total, 100) }, () => organization);
      const offers: FileOffer[] = [
        { kind: 'refused', reason: foreign },
        { kind: 'people', rows: null },
        { kind: 'people', rows: count, hasOrganizations: true },
      ];
      return offers.map((offer) => fileOffered({ record, offer, isInThread: false, organizations, total }));
    }),
    'file of an app': states.map((state) => appFileOffered(of(state))),
    'file not taken': fileNotTaken(),
    'results list': Array.from({ length: Math.ceil(states.length / shownResults) }, (_, page) =>
      resultsList(
        states.slice(page * shownResults, (page + 1) * shownResults).map((state) => ({
          record: of(state),
          thread: permalink,
          problemFile: permalink,
          mayDecide: true,
          mayUndo: true,
        })),
        { page, hasNext: true },
      ),
    ),
    'result detail': states.map((state) => resultDetail(of(state), importedCellsOf(0), permalink)),
    'imported end users': [
      importedEndUsers(
        of('applied'),
        list((index) => ({ ...found, changed: index % 3 === 0 ? null : [...fields], line: count })).slice(
          0,
          shownImported,
        ),
        { page: count, hasNext: true },
      ),
      importedEndUsers(of('undone'), [], { page: 0, hasNext: false }),
    ],
    'more imported cells': moreImportedCells(of('applied'), importedCellsOf(3)),
    'message lost': messageLost('K7QF-2MXD'),
    'other workspace': otherWorkspace(),
    'result not found': resultNotFound(count),
    'export message': written.flatMap((it) => [
      exportMessage(it),
      exportMessage(it, { rows: count, total: length }),
    ]),
    'export message that moved': written.map((it) => exportMoved(it, 'guests')),
    'export that Slack delivers nowhere': written.map(exportUndelivered),
    'export comment': written.map(exportComment),
    'export accepted': written.flatMap((it) => [
      exportAccepted(it, null),
      exportAccepted(it, 'asked'),
      exportAccepted(it, 'bot not in channel'),
      exportAccepted(it, 'conversation not visible'),
      exportAccepted(it, 'other company'),
      exportAccepted(it, 'setting'),
    ]),
    'moment not exported': [
      momentUnreadable({ kind: 'unreadable', typed: foreign }),
      momentUnreadable({ kind: 'unreadable', typed: '' }),
      momentInFuture(),
      nothingBeforeMoment({ asOf: new Date('2026-11-20T14:30:00Z') }, new Date('2026-11-22T12:42:00Z')),
      nothingBeforeMoment({ asOf: new Date('2026-11-20T14:30:00Z') }, null),
      nothingBeforeMoment({ beforeImport: count }, null),
    ],
    'downloads list': downloadsList(
      list((index) => ({ record: written[index % written.length]!, thread: permalink })).slice(
        0,
        shownDownloads,
      ),
      { page: count, hasNext: true },
    ),
    'organizations list': [
      organizationsList({ organizations: list(() => organization), total: count, search: foreign, page: 1 }),
      organizationsList({ organizations: list(() => organization), total: count, search: '', page: 0 }),
      organizationsList({
        organizations: list(() => organization),
        total: count,
        search: 'archived',
        page: 0,
      }),
    ],
    'end users found': [
      endUsersFound({ endUsers: list(() => found), total: count, search: foreign, page: 1, mayEdit: true }),
      endUsersFound({
        endUsers: [{ ...found, name: null }],
        total: count,
        search: foreign,
        page: 0,
        mayEdit: false,
      }),
      endUsersFound({ endUsers: [], total: 0, search: foreign, page: 0, mayEdit: true }),
    ],
    'end user detail': [
      endUserDetail({ endUser, changes: changesOf(length, count, foreign), only: null }, true),
      endUserDetail(
        { endUser: { ...endUser, values: valuesOf(null) }, changes: changesOf(0, count), only: null },
        false,
      ),
    ],
    'end user changes': [
      endUserChanges({
        endUser,
        changes: { ...changesOf(length, count, foreign), page: 3 },
        only: '0123456789ab',
      }),
      endUserChanges({
        endUser,
        changes: changesOf(0, count),
        only: '0123456789ab',
        cell: { field: 'custom_fields', key: foreign, value: foreign },
      }),
    ],
    'end user not found': endUserNotFound(count),
    'end user saved': [
      endUserAdded(endUser, { endUserId: count, endUser: foreign, organization: foreign }),
      endUserSaved(endUser, fields),
      endUserSaved(endUser, ['custom_fields'], { changed: list(() => foreign), stayed: list(() => foreign) }),
      endUserSaved({ ...endUser, values: valuesOf(null) }, []),
    ],
    'end user not saved': endUserNotSaved(list(() => foreign)),
    'form not opened': [
      formNotOpened('edit-end-user', String(count)),
      formNotOpened('add-end-user', String(count), false),
    ],
    'too many organizations': tooManyOrganizations(count),
    'still saving': stillSaving(),
    'organization added': organizationAdded(organization),
    'organization exists': organizationExists({ ...organization, archived: true }),
    'organization looks like another': organizationLooksLike(
      foreign,
      { ...organization, archived: true },
      { command: 'org add "x" anyway', label: 'Add anyway' },
    ),
    'organization renamed': organizationRenamed(organization, foreign),
    'organization has that name': organizationHasThatName(organization),
    'organization archived': organizationTurned(organization, 'archive', false),
    'organization restored': organizationTurned(organization, 'restore', false),
    'organization archived already': organizationTurned(organization, 'archive', true),
    'organization not archived': organizationTurned(organization, 'restore', true),
    'archived organization gets no one': organizationArchived(organization),
    'organization name too long': organizationNameTooLong(foreign, count),
    'organization not found': [
      organizationNotFound(
        { by: 'name', name: foreign },
        list(() => organization),
        commandFor((id) => `export ${id}`),
      ),
      organizationNotFound(
        { by: 'name', name: foreign },
        list(() => organization),
        takeForOrganization('1795354627.000100'),
      ),
      organizationNotFound({ by: 'id', id: count }, [], commandFor(String)),
    ],
    'no organization yet': noOrganizationYet(),
    start: [true, false].flatMap((hasOrganizations) =>
      Array.from({ length: startPermissions.length + 1 }, (_, some) =>
        start({
          may: new Set(startPermissions.slice(0, some)),
          hasOrganizations,
          admins: list(() => 'U0DANA'),
        }),
      ),
    ),
    'import guide': importGuide(),
    'export asked': exportAsked({ organizations: list(() => organization), total: count }),
    help: help(),
    welcome: welcome(),
    'some plans skipped': [
      someSkipped({
        approved: 3,
        skipped: [{ ...anImport, fileName: foreign, plan }],
        held: [{ ...anImport, fileName: foreign, plan }],
        secondPerson,
      }),
    ],
    'second person loosened': [null, 500].map((now) => secondPersonLoosened({ by: 'U0DANA', from: 50, now })),
    'work ended': [
      workEnded({ of: 'plan', importId: 184, memberId: 'U0DANA' }),
      workEnded({ of: 'result', importId: 184, memberId: 'U0DANA' }),
    ],
    'problem file lost': [problemFileLost('k3f9-22'), problemFileLost(null)],
    'invalid command': [
      invalidCommand({ name: 'mistyped', typed: foreign, meant: null }),
      invalidCommand({ name: 'mistyped', typed: foreign, meant: `export ${foreign}` }),
      invalidCommand({ name: 'incomplete', command: 'export' }),
      invalidCommand({ name: 'incomplete', command: 'help' }),
    ],
    'permission denied': [
      permissionDenied(
        'import',
        list(() => 'U0DANA'),
      ),
      permissionDenied('undo any', []),
      outsiderDenied(),
    ],
    'access list': accessList({
      grants: list((index) => ({ memberId: 'U0DANA', role: roles[index % 3]!, kind: kinds[index % 5]! })),
      total: count,
      defaultRole: 'none',
      page: 1,
    }),
    'access changed': [
      ...roles.map((role) => accessGranted({ memberId: 'U0DANA', role }, 'edit', role === 'edit')),
      ...kinds.flatMap((kind) => (kind === 'member' ? [] : [notGrantable('U0DANA', kind)])),
      ...kinds.flatMap((kind) => [
        accessRevoked('U0DANA', { revoked: 'edit', defaultRole: 'view' }, { kind, isSlackAdmin: false }),
        accessRevoked('U0DANA', { revoked: null, defaultRole: 'none' }, { kind, isSlackAdmin: true }),
      ]),
      memberNotNamed(foreign, 'access grant'),
    ],
    'settings list': [
      settingsList(setTo, null),
      settingsList(setTo, null, { by: 'U0DANA', at: '2026-11-22T12:40:00Z', from: count }),
      settingsList(setTo, {
        outcome: 'read',
        change: { setting: 'businessName', value: foreign },
      }),
      settingsList(setTo, { outcome: 'unknown setting', typed: foreign, meant: null }),
      settingsList(setTo, { outcome: 'unknown setting', typed: foreign, meant: foreign }),
      settingsList(setTo, { outcome: 'wrong value', name: 'business name', typed: foreign, meant: null }),
      settingsList(setTo, { outcome: 'wrong value', name: 'apply', typed: foreign, meant: 'at once' }),
    ],
    'not installed': notInstalled(),
    'still working': stillWorking(),
    'internal error': internalError(foreign),
    'first steps': firstSteps(),
    'role granted': roles.map((role) => roleGranted({ role, grantedBy: 'U0DANA' })),
    'reinstall needed': reinstallNeeded(new Date(0)),
    'slack busy': slackBusy(7_000),
    'members unread': membersUnread(30),
  };
  return Object.entries(named).flatMap(([name, views]) =>
    [views].flat().flatMap((view, index) => (view ? [{ name: `${name} ${index + 1}`, view }] : [])),
  );
}

function planOf({ foreign, count, length }: Matter): Plan {
  const list = <Entry>(entry: Entry) => Array.from({ length }, () => entry);
  return {
    rows: count,
    created: count,
    updated: count,
    cells: count,
    unchanged: count,
    leftOut: count,
    organizations: list({
      id: count,
      name: foreign,
      created: count,
      updated: count,
      movedHere: count,
      movedAway: count,
    }),
    organizationCount: count,
    ignoredColumns: [
      ...list({ at: 1, header: foreign, nearest: 'ticket_matching_emails' as const, matters: true }),
      ...list({ at: 2, header: foreign, readInstead: foreign, differs: count, matters: true }),
    ],
    reading: {
      headerLine: count,
      linesAbove: count,
      columns: list({ header: foreign, as: foreign, byContent: true as const }),
      chosen: { by: foreign, at: '2026-11-28T10:00:00.000Z', isRemembered: count % 2 === 0 },
      skippedRows: { rows: count, lines: list(count).slice(0, 5) },
      oddRows: { rows: count, lines: list(count).slice(0, 5) },
    },
    unknownOrganizations: {
      names: count,
      rows: count,
      first: list({ name: foreign, rows: count, nearest: foreign }).slice(0, 5),
      toAdd: count,
      nearToAdd: count,
      into: foreign,
    },
    organizationQuestion: {
      rows: count,
      chosen: { id: count, name: foreign },
      options: list({ id: count, name: foreign }).slice(0, 100),
    },
    warnings: [
      { kind: 'applied-before', importId: count },
      { kind: 'rows-organization', count, organization: foreign, others: foreign },
      { kind: 'two-organizations', count, first: [{ line: 7, text: foreign }] },
      { kind: 'other-organization', count, organization: foreign },
      { kind: 'unknown-organization', typed: foreign, nearest: foreign },
    ],
    letters: { encoding: 'ISO-8859-2', sample: list(foreign), changesAt: count },
    choices: plain.choices,
    choiceCounts: {
      lookAlikes: count,
      emptyCells: count,
      unknownIds: count,
      conflicts: count,
      olderValues: count,
      archived: 0,
      leavers: 0,
      otherOrganizations: count,
      otherPeople: 0,
    },
    otherOrganizations: list({ line: count, text: foreign }).slice(0, 5),
    base: { exportId: count, fileName: `${foreign}.csv`, exportedAt: '2026-11-20T14:03:22Z' },
    conflicts: list({
      endUserId: count,
      endUser: foreign,
      field: 'custom_fields',
      key: foreign,
      was: `!${foreign}`,
      here: foreign,
      inFile: `?${foreign}`,
    }),
    damagedCells: count,
    damages: list({
      endUserId: count,
      endUser: foreign,
      field: 'custom_fields',
      key: foreign,
      kind: 'scientific',
      was: foreign,
      inFile: `?${foreign}`,
    }),
    changes: list({
      endUserId: count,
      endUser: foreign,
      field: 'custom_fields',
      key: foreign,
      now: foreign,
      willBe: `!${foreign}`,
    }),
    newEndUsers: list({
      line: count,
      name: foreign,
      email: foreign,
      organization: foreign,
      cells: fields.map((field) => ({ field, value: foreign })),
    }),
    problems: list({ line: count, text: foreign }),
  };
}

function undoOf({ foreign, count, length }: Matter): Undo {
  const counts = {
    cells: count,
    endUsers: count,
    removed: count,
    restored: count,
    keptCells: count,
    keptEndUsers: count,
  };
  const kept = Array.from({ length }, (_, index) => ({
    endUserId: count,
    endUser: foreign,
    field: index % 2 === 0 ? ('custom_fields' as const) : null,
    key: foreign,
    now: foreign,
    changedBy: 'U0DANA',
  }));
  return { by: 'U0DANA', ms: count, kept, ...counts };
}
