// Whoever installed the app with a token, Slack doesn't name. So the first admin who types a command is guided instead; and
// with OAuth, if the app ended between an installation and the message about it.
import { guideFirstSteps, wasGuided } from '../../usecases/workspace/guide-first-steps.ts';
import { isAllowed } from '../access/authorize.ts';
import type { SlackContext } from '../context.ts';
import type { Invocation } from './command-handler.ts';

export async function guideFirstAdmin(
  context: SlackContext,
  { workspaceId, memberId }: Pick<Invocation, 'workspaceId' | 'memberId'>,
): Promise<void> {
  if (await wasGuided(context, workspaceId)) return;
  if (!(await isAllowed(context, workspaceId, memberId, 'manage access'))) return;
  await guideFirstSteps(context, workspaceId, memberId);
}
