// Commands about end users: find, show, add.
import { findCellNamed } from '../../model/find-cell-named.ts';
import { findEndUsers } from '../../usecases/end-users/find-end-users.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { openAddForm, replyWithEndUser } from '../modals/end-user-replies.ts';
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
