// Command: look at the workspace's settings, or change one.
import { changeSettings } from '../../usecases/workspace/change-settings.ts';
import type { View } from '../block-kit/view.ts';
import type { Command } from '../commands/command.ts';
import type { SlackContext } from '../context.ts';
import { settingsList } from '../views/admin/settings-list.ts';
import type { Invocation } from './command-handler.ts';

export async function handleSettings(
  context: SlackContext,
  { wanted }: Extract<Command, { name: 'settings' }>,
  { workspaceId, memberId }: Invocation,
): Promise<View> {
  const change = wanted?.outcome === 'read' ? wanted.change : null;
  const { settings, loosened } = await changeSettings(context, workspaceId, change, memberId);
  return settingsList(settings, wanted, loosened);
}
