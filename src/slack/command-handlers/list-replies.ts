// Replies with a page of a list: shared by the commands and by the buttons that turn the pages.
import { undoPermission } from '../../model/permissions.ts';
import { findEndUsers } from '../../usecases/end-users/find-end-users.ts';
import {
  getImport,
  listDownloads,
  listImportedEndUsers,
  listImports,
  listOrganizations,
} from '../../usecases/workspace/queries.ts';
import { listAccess } from '../../usecases/workspace/roles.ts';
import { isAllowed } from '../access/authorize.ts';
import type { View } from '../block-kit/view.ts';
import type { SlackContext } from '../context.ts';
import { accessList, shownGrants } from '../views/admin/access-list.ts';
import type { ListPage } from '../views/controls/list-pages.ts';
import { endUsersFound, shownEndUsers } from '../views/end-users/end-users-found.ts';
import { downloadsList, shownDownloads } from '../views/export/downloads-list.ts';
import { importedEndUsers, shownImported } from '../views/import/imported-end-users.ts';
import { otherWorkspace } from '../views/import/other-workspace.ts';
import { resultsList, shownResults } from '../views/import/results-list.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { organizationsList, shownOrganizations } from '../views/organizations/organizations-list.ts';
import { identifyMember } from '../web/members.ts';
import { fileLink, messageLink, permalinkOf } from '../web/permalink.ts';
import type { Invocation } from './command-handler.ts';

/** Who reads the list: the buttons depend on what they may do. */
type Reader = Pick<Invocation, 'workspaceId' | 'memberId'>;

type Wanted = Pick<ListPage, 'page' | 'search'>;

export function replyWithList(
  context: SlackContext,
  reader: Reader,
  { list, ...wanted }: ListPage,
): Promise<View> {
  return listReplies[list](context, reader, wanted);
}

const listReplies: Readonly<
  Record<ListPage['list'], (context: SlackContext, reader: Reader, wanted: Wanted) => Promise<View>>
> = { results, orgs, find, downloads, access, imported };

/** One more than the page shows, where the list has no total: so it is known whether there is another page. */
const rangeOf = (page: number, size: number) => ({ limit: size + 1, offset: page * size });

async function results(context: SlackContext, reader: Reader, { page, search }: Wanted): Promise<View> {
  const { workspaceId, memberId } = reader;
  const found = await listImports(context, workspaceId, rangeOf(page, shownResults));
  if (found.length === 0 && page > 0) return results(context, reader, { page: 0, search });
  const [mayDecide, mayUndoOwn, mayUndoAny] = await Promise.all(
    (['decide', 'undo own', 'undo any'] as const).map((permission) =>
      isAllowed(context, workspaceId, memberId, permission),
    ),
  );
  const readerOf = { workspaceId, readerId: memberId };
  const entries = found.slice(0, shownResults).map(async (record) => {
    const { place, way, problemFileId } = record;
    const [thread, problemFile] = await Promise.all([
      way === null
        ? messageLink(context.clients, { ...readerOf, channelId: place.channelId }, place.threadTs)
        : permalinkOf(context.clients, record, memberId),
      problemFileId === null ? null : fileLink(context.clients, readerOf, problemFileId),
    ]);
    const isOwn = undoPermission(record, memberId) === 'undo own';
    const mayUndo = isOwn ? mayUndoOwn === true : mayUndoAny === true;
    return { record, thread, problemFile, mayDecide: mayDecide === true, mayUndo };
  });
  return resultsList(await Promise.all(entries), { page, hasNext: found.length > shownResults });
}

async function imported(context: SlackContext, reader: Reader, { page, search }: Wanted): Promise<View> {
  const { workspaceId } = reader;
  const importId = /^\d{1,15}$/.test(search) ? Number(search) : 0;
  const record = await getImport(context, workspaceId, importId);
  if (!record) return otherWorkspace();
  const range = rangeOf(page, shownImported);
  const found = await listImportedEndUsers(context, { workspaceId, importId }, range);
  if (found.length === 0 && page > 0) return imported(context, reader, { page: 0, search });
  return importedEndUsers(record, found.slice(0, shownImported), {
    page,
    hasNext: found.length > shownImported,
  });
}

async function orgs(context: SlackContext, reader: Reader, { page, search }: Wanted): Promise<View> {
  const range = { limit: shownOrganizations, offset: page * shownOrganizations };
  const found = await listOrganizations(context, reader.workspaceId, search, range);
  if (found.organizations.length === 0 && page > 0) return orgs(context, reader, { page: 0, search });
  if (found.total === 0 && search === '') return noOrganizationYet();
  const mayAdd = await isAllowed(context, reader.workspaceId, reader.memberId, 'add organizations');
  return organizationsList({ ...found, search, page, mayAdd });
}

async function find(context: SlackContext, reader: Reader, { page, search }: Wanted): Promise<View> {
  const { workspaceId, memberId } = reader;
  const range = { limit: shownEndUsers, offset: page * shownEndUsers };
  const found = await findEndUsers(context, workspaceId, search, range);
  if (found.endUsers.length === 0 && page > 0) return find(context, reader, { page: 0, search });
  const mayEdit = await isAllowed(context, workspaceId, memberId, 'edit by hand');
  return endUsersFound({ ...found, search, page, mayEdit });
}

async function downloads(context: SlackContext, reader: Reader, { page, search }: Wanted): Promise<View> {
  const { workspaceId, memberId } = reader;
  const found = await listDownloads(context, workspaceId, rangeOf(page, shownDownloads));
  if (found.length === 0 && page > 0) return downloads(context, reader, { page: 0, search });
  const entries = found.slice(0, shownDownloads).map(async (record) => {
    const { postedIn, messageTs, isPrivate, requestedBy } = record;
    const isTheirs = !isPrivate || requestedBy === memberId;
    const thread =
      postedIn !== null && messageTs !== null && isTheirs
        ? await messageLink(
            context.clients,
            { workspaceId, channelId: postedIn, readerId: memberId },
            messageTs,
          )
        : null;
    return { record, thread };
  });
  return downloadsList(await Promise.all(entries), { page, hasNext: found.length > shownDownloads });
}

async function access(context: SlackContext, reader: Reader, { page, search }: Wanted): Promise<View> {
  const { workspaceId } = reader;
  const range = { limit: shownGrants, offset: page * shownGrants };
  const { grants, ...all } = await listAccess(context, workspaceId, range);
  if (grants.length === 0 && page > 0) return access(context, reader, { page: 0, search });
  const identified = grants.map(async (grant) => ({
    ...grant,
    kind: (await identifyMember(context, workspaceId, grant.memberId)).kind,
  }));
  return accessList({ ...all, grants: await Promise.all(identified), page });
}
