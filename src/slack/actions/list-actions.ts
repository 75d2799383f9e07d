// The buttons that turn the pages of a list.
import type { Permission } from '../../model/permissions.ts';
import type { View } from '../block-kit/view.ts';
import { replyWithList } from '../command-handlers/list-replies.ts';
import { commandNamed } from '../commands/commands.ts';
import type { SlackContext } from '../context.ts';
import { readListPage } from '../views/controls/list-pages.ts';
import type { Click } from './on-action.ts';

export async function clickListPage(context: SlackContext, click: Click): Promise<View | null> {
  const wanted = readListPage(click.value);
  return wanted && replyWithList(context, click, wanted);
}

/** That of the command which shows the list, or the results. */
export async function permissionOfList(_: SlackContext, { value }: Click): Promise<Permission> {
  const wanted = readListPage(value);
  if (!wanted) return 'ask for help';
  return commandNamed(wanted.list === 'imported' ? 'results' : wanted.list).permission;
}
