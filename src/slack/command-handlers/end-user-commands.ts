// Commands about end users: find, show, add, archive, restore.
import { findCellNamed } from '../../model/find-cell-named.ts';
import type { RowAction } from '../../model/row.ts';
import { findEndUsers } from '../../usecases/end-users/find-end-users.ts';
import { turnEndUser } from '../../usecases/end-users/turn-end-user.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { openAddForm, replyWithEndUser, replyWithoutEndUser } from '../modals/end-user-replies.ts';
import { endUserTurned } from '../views/end-users/end-user-turned.ts';
import type { Invocation, Reply } from './command-handler.ts';
import { replyWithList } from './list-replies.ts';

export function handleFind(
  context: SlackContext,
  { search }: Extract<Command, { name: 'find' }>,
  invocation: Invocation,
): Promise<View> {
  return replyWithList(context, invocation, { list: 'find', page: 0, search });
}

/** A text shows the only end user that it finds, or the list of all. */
export async function handleShow(
  context: SlackContext,
  command: Extract<Command, { name: 'show' }>,
  invocation: Invocation,
): Promise<View> {
  if ('search' in command) {
    const { search } = command;
    const found = await findEndUsers(context, invocation.workspaceId, search, { limit: 1, offset: 0 });
    const [first] = found.endUsers;
    return first !== undefined && found.total === 1
      ? replyWithEndUser(context, invocation, first.id)
      : replyWithList(context, invocation, { list: 'find', page: 0, search });
  }
  const { endUserId, field } = command;
  const only = field === undefined ? null : findCellNamed(field);
  return replyWithEndUser(context, invocation, endUserId, { only, page: 0 });
}

export function handleAdd(
  context: SlackContext,
  { of }: Extract<Command, { name: 'add' }>,
  invocation: Invocation,
): Promise<Reply> {
  return openAddForm(context, invocation, of);
}

export const handleArchive = (
  context: SlackContext,
  { endUserId }: Extract<Command, { name: 'archive' }>,
  invocation: Invocation,
): Promise<View> => replyToTurn(context, invocation, endUserId, 'archive');

export const handleRestore = (
  context: SlackContext,
  { endUserId, isSure }: Extract<Command, { name: 'restore' }>,
  invocation: Invocation,
): Promise<View> => replyToTurn(context, invocation, endUserId, 'restore', isSure);

async function replyToTurn(
  context: SlackContext,
  { workspaceId, memberId: by }: Invocation,
  endUserId: number,
  action: RowAction,
  isSure = false,
): Promise<View> {
  const turned = await turnEndUser(context, { workspaceId, endUserId, action, by, isSure });
  return turned ? endUserTurned(turned, action) : replyWithoutEndUser(context, workspaceId, endUserId);
}
