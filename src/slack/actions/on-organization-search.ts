// Slack asks for the options of a menu of organizations, as a member types. It shows them if they come within 3 seconds.
import type { AllMiddlewareArgs, BlockSuggestion, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { getImport, listOrganizations } from '../../usecases/workspace/queries.ts';
import { isAllowed } from '../access/authorize.ts';
import { optionOf } from '../block-kit/blocks.ts';
import type { Option } from '../block-kit/part.ts';
import type { SlackContext } from '../context.ts';
import {
  leaveOutOption,
  maxOptions,
  organizationOption,
  readSearchedPlan,
} from '../views/import/plan-organization.ts';

type SearchArgs = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

/** What Slack lets a member type is not limited; a name is at most this long. */
const searchLimit = 255;

export async function onOrganizationSearch(
  context: SlackContext,
  { payload, context: boltContext, ack }: SearchArgs,
): Promise<void> {
  const options = await findOptions(context, boltContext.teamId ?? '', payload).catch((error: unknown) => {
    context.log.error({ err: error }, 'a search for an organization failed');
    return [];
  });
  await ack({ options: options.map(optionOf) });
}

/** Members who may not decide on imports get no names. */
async function findOptions(
  context: SlackContext,
  workspaceId: string,
  { user, block_id: blockId, value }: BlockSuggestion,
): Promise<Option[]> {
  const plan = readSearchedPlan(blockId);
  if (!plan || !(await isAllowed(context, workspaceId, user.id, 'decide'))) return [];
  const record = await getImport(context, workspaceId, plan.id);
  const leaveOut = record?.plan && value.trim() === '' ? leaveOutOption(plan, record.plan) : [];
  const search = value.trim().slice(0, searchLimit);
  const { organizations } = await listOrganizations(context, workspaceId, search, {
    limit: maxOptions - leaveOut.length,
    offset: 0,
  });
  return [...leaveOut, ...organizations.map((organization) => organizationOption(plan, organization))];
}
