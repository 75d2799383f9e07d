// Commands about files that the bot writes: export, template, import (an export to edit), downloads.
import type { ExportKind } from '../../model/export.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { resolveMoment } from '../../model/wanted-moment.ts';
import { requestExport } from '../../usecases/export/request-export.ts';
import { getImport } from '../../usecases/workspace/queries.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { exportAccepted } from '../views/export/export-accepted.ts';
import {
  momentInFuture,
  momentUnreadable,
  nothingBeforeMoment,
} from '../views/export/moment-not-exported.ts';
import { resultNotFound } from '../views/import/result-not-found.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { commandFor, organizationNotFound } from '../views/organizations/organization-not-found.ts';
import type { Invocation } from './command-handler.ts';
import { replyWithList } from './list-replies.ts';
import { privateReason } from './private-reason.ts';

type CommandOf<Name extends Command['name']> = Extract<Command, { name: Name }>;

export async function handleExport(
  context: SlackContext,
  { of, isPrivate, withCustom, archived, withOldIds, moment: wanted, ofOrganizations }: CommandOf<'export'>,
  invocation: Invocation,
): Promise<View> {
  if (wanted?.kind === 'unreadable') return momentUnreadable(wanted);
  const moment = wanted ? resolveMoment(wanted, new Date()) : null;
  if (moment === 'future') return momentInFuture();
  if (moment && 'beforeImport' in moment) {
    const { beforeImport } = moment;
    if (!(await getImport(context, invocation.workspaceId, beforeImport)))
      return resultNotFound(beforeImport);
  }
  return requestFile(context, invocation, {
    kind: ofOrganizations ? 'organizations' : 'export',
    of,
    isPrivate,
    withCustom: withCustom === true,
    archived: archived === true,
    withOldIds: withOldIds === true,
    ...moment,
    forImport: false,
  });
}

export function handleTemplate(
  context: SlackContext,
  { of }: CommandOf<'template'>,
  invocation: Invocation,
): Promise<View> {
  const wanted = { kind: 'template', of: of ?? 'all', isPrivate: false, forImport: false } as const;
  return requestFile(context, invocation, wanted);
}

export function handleImport(
  context: SlackContext,
  { of }: CommandOf<'import'>,
  invocation: Invocation,
): Promise<View> {
  const wanted = { kind: 'export', of: of ?? 'all', isPrivate: false, forImport: true } as const;
  return requestFile(context, invocation, wanted);
}

export function handleDownloads(
  context: SlackContext,
  _: CommandOf<'downloads'>,
  invocation: Invocation,
): Promise<View> {
  return replyWithList(context, invocation, { list: 'downloads', page: 0, search: '' });
}

/** The command that asks for the same file of another organization. */
function again(organizationId: number, { kind, forImport, ...options }: Omit<WantedFile, 'of'>): string {
  const { beforeImport, asOf, withCustom, withOldIds, archived, isPrivate } = options;
  return [
    kind === 'template' ? 'template' : forImport ? 'import' : 'export',
    organizationId,
    ...(asOf ? ['as of', asOf.toISOString().slice(0, 16).replace('T', ' ')] : []),
    ...(beforeImport === undefined ? [] : ['before', beforeImport]),
    ...(withCustom ? ['with custom'] : []),
    ...(withOldIds ? ['with old ids'] : []),
    ...(archived ? ['archived'] : []),
    ...(isPrivate ? ['private'] : []),
  ].join(' ');
}

type WantedFile = {
  readonly kind: ExportKind;
  readonly of: OrganizationRef | 'all';
  readonly isPrivate: boolean;
  readonly withCustom?: boolean;
  readonly archived?: boolean;
  readonly withOldIds?: boolean;
  readonly asOf?: Date;
  readonly beforeImport?: number;
  readonly forImport: boolean;
};

async function requestFile(
  context: SlackContext,
  { workspaceId, channelId, channelName, memberId: requestedBy }: Invocation,
  wanted: WantedFile,
): Promise<View> {
  const reason = wanted.isPrivate
    ? 'asked'
    : await privateReason(context, workspaceId, { channelId, channelName });
  const request = { ...wanted, workspaceId, channelId, requestedBy, isPrivate: reason !== null };
  const requested = await requestExport(context, request);
  switch (requested.outcome) {
    case 'requested':
      return exportAccepted(requested.export, reason);
    case 'no organization yet':
      return noOrganizationYet();
    case 'nothing before':
      return nothingBeforeMoment(requested.moment, requested.first);
    case 'organization not found':
      return organizationNotFound(
        requested.asked,
        requested.nearest,
        commandFor((id) => again(id, wanted)),
      );
  }
}
