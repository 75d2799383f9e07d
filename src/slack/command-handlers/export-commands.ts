// Commands about files that the bot writes: export, template, import (an export to edit), downloads.
import type { ExportKind } from '../../model/export.ts';
import type { OrganizationRef } from '../../model/organization-ref.ts';
import { requestExport } from '../../usecases/export/request-export.ts';
import { listDownloads } from '../../usecases/workspace/queries.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { downloadsList, shownDownloads } from '../views/export/downloads-list.ts';
import { exportAccepted } from '../views/export/export-accepted.ts';
import { noOrganizationYet } from '../views/organizations/no-organization-yet.ts';
import { organizationNotFound } from '../views/organizations/organization-not-found.ts';
import type { Invocation } from './command-handler.ts';
import { privateReason } from './private-reason.ts';

type CommandOf<Name extends Command['name']> = Extract<Command, { name: Name }>;

export function handleExport(
  context: SlackContext,
  { of, isPrivate, withCustom }: CommandOf<'export'>,
  invocation: Invocation,
): Promise<View> {
  return requestFile(context, invocation, {
    kind: 'export',
    of,
    isPrivate,
    withCustom: withCustom === true,
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

export async function handleDownloads(
  context: SlackContext,
  _: CommandOf<'downloads'>,
  { workspaceId }: Invocation,
): Promise<View> {
  return downloadsList(await listDownloads(context, workspaceId, shownDownloads));
}

type WantedFile = {
  readonly kind: ExportKind;
  readonly of: OrganizationRef | 'all';
  readonly isPrivate: boolean;
  readonly withCustom?: boolean;
  readonly forImport: boolean;
};

async function requestFile(
  context: SlackContext,
  { workspaceId, channelId, memberId: requestedBy }: Invocation,
  { isPrivate, ...wanted }: WantedFile,
): Promise<View> {
  const reason = isPrivate ? 'asked' : await privateReason(context.clients, workspaceId, channelId);
  const request = { ...wanted, workspaceId, channelId, requestedBy, isPrivate: reason !== null };
  const requested = await requestExport(context, request);
  switch (requested.outcome) {
    case 'requested':
      return exportAccepted(requested.export, reason);
    case 'no organization yet':
      return noOrganizationYet();
    case 'organization not found':
      return organizationNotFound(requested.asked, requested.nearest);
  }
}
