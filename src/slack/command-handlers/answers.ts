// Who answers each command: the feature list. An answer is seen only by the member who asked.

import type { ExportKind } from '../../model/export.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { undoPermission } from '../../model/permissions.ts';
import type { RequestExport } from '../../usecases/export/request-export.ts';
import type { RequestUndo } from '../../usecases/import/request-undo.ts';
import type { AddOrganization } from '../../usecases/workspace/add-organization.ts';
import type { ChangeSettings } from '../../usecases/workspace/change-settings.ts';
import type { LookUp } from '../../usecases/workspace/queries.ts';
import type { WhoMay } from '../../usecases/workspace/roles.ts';
import type { Rights } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import { downloadsList, shownDownloads } from '../views/export/downloads-list.ts';
import { exportAccepted } from '../views/export/export-accepted.ts';
import { nothingToUndo } from '../views/import/nothing-to-undo.ts';
import { resultDetail } from '../views/import/result-detail.ts';
import { resultNotFound } from '../views/import/result-not-found.ts';
import { resultsList, shownResults } from '../views/import/results-list.ts';
import { undoAccepted } from '../views/import/undo-accepted.ts';
import { help } from '../views/notices/help.ts';
import { mistyped } from '../views/notices/mistyped.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { organizationAdded } from '../views/organizations/organization-added.ts';
import { organizationExists } from '../views/organizations/organization-exists.ts';
import { organizationNameTooLong } from '../views/organizations/organization-name-too-long.ts';
import { organizationNotFound } from '../views/organizations/organization-not-found.ts';
import { organizationsList, shownOrganizations } from '../views/organizations/organizations-list.ts';
import type { Members } from '../web/members.ts';
import type { PermalinkOf } from '../web/permalink.ts';
import { adminAnswers } from './admin-answers.ts';
import { type Answers, type Asked, inForm } from './answer.ts';
import type { EndUserAnswers } from './end-user-answers.ts';
import type { WhereFilesGo } from './where-files-go.ts';

type Parts = {
  readonly lookUp: LookUp;
  readonly addOrganization: AddOrganization;
  readonly requestExport: RequestExport;
  readonly undo: RequestUndo;
  readonly permalinkOf: PermalinkOf;
  readonly whereFilesGo: WhereFilesGo;
  readonly rights: Rights;
  readonly whoMay: WhoMay;
  readonly members: Members;
  readonly changeSettings: ChangeSettings;
  readonly endUsers: EndUserAnswers;
};

type Wanted = {
  readonly kind: ExportKind;
  readonly of: OrganizationRef | 'all';
  readonly isPrivate: boolean;
  readonly forImport: boolean;
};

export function answers(parts: Parts): Answers {
  const { lookUp, addOrganization, requestExport, undo, permalinkOf, whereFilesGo, rights } = parts;
  const { endUsers } = parts;
  return {
    help: async () => help(),
    mistyped: async (typed) => mistyped(typed),
    incomplete: async (typed) => mistyped(typed),
    export: ({ of, isPrivate }, asked) =>
      askForFile({ kind: 'export', of, isPrivate, forImport: false }, asked),
    template: ({ of }, asked) =>
      askForFile({ kind: 'template', of: of ?? 'all', isPrivate: false, forImport: false }, asked),
    import: ({ of }, asked) =>
      askForFile({ kind: 'export', of: of ?? 'all', isPrivate: false, forImport: true }, asked),
    orgs: async ({ search }, { workspaceId }) => {
      const found = await lookUp.organizations(workspaceId, search, shownOrganizations);
      return found.total === 0 && search === ''
        ? noOrganizationYet()
        : organizationsList({ ...found, search });
    },
    'org add': async ({ organizationName: name }, { workspaceId, memberId }) => {
      const answer = await addOrganization({ workspaceId, name, createdBy: memberId });
      switch (answer.outcome) {
        case 'added':
          return organizationAdded(answer.organization);
        case 'exists':
          return organizationExists(answer.organization);
        case 'name too long':
          return organizationNameTooLong(name, answer.length);
      }
    },
    find: ({ search }, asked) => endUsers.find(asked, search),
    show: ({ endUserId }, asked) => endUsers.show(asked, endUserId),
    add: async ({ of }, asked) => (await endUsers.add(asked, of)) ?? inForm,
    results: async ({ importId }, { workspaceId }) => {
      if (importId === null) return resultsList(await lookUp.imports(workspaceId, shownResults));
      const found = await lookUp.oneImport(workspaceId, importId);
      return found ? resultDetail(found) : resultNotFound(importId);
    },
    undo: ({ importId }, asked) => takeBack('undo', importId, asked),
    redo: ({ importId }, asked) => takeBack('redo', importId, asked),
    downloads: async (_, { workspaceId }) =>
      downloadsList(await lookUp.downloads(workspaceId, shownDownloads)),
    ...adminAnswers(parts),
  };

  async function takeBack(
    what: 'undo' | 'redo',
    importId: number,
    { workspaceId, memberId }: Asked,
  ): Promise<View> {
    const wanted = await lookUp.oneImport(workspaceId, importId);
    const refusal = await rights.refusalOf(workspaceId, memberId, undoPermission(wanted, memberId));
    if (refusal) return refusal;
    const { done, import: it } = await undo({ workspaceId, importId }, what, memberId);
    if (!it || it.state === 'ignored') return resultNotFound(importId);
    return done ? undoAccepted(it, await permalinkOf(it)) : nothingToUndo(it);
  }

  async function askForFile({ isPrivate, ...wanted }: Wanted, asked: Asked): Promise<View> {
    const { workspaceId, channelId, memberId } = asked;
    const because = await whereFilesGo(workspaceId, channelId, isPrivate);
    const answer = await requestExport({
      ...wanted,
      workspaceId,
      channelId,
      requestedBy: memberId,
      isPrivate: because !== null,
    });
    switch (answer.outcome) {
      case 'requested':
        return exportAccepted(answer.export, because);
      case 'no organization yet':
        return noOrganizationYet();
      case 'organization not found':
        return organizationNotFound(answer.asked, answer.nearest);
    }
  }
}
