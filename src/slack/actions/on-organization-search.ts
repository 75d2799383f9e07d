// Slack asks for the options of a menu of organizations, as a member types. It shows them if they come within 3 seconds.
import type { AllMiddlewareArgs, BlockSuggestion, SlackOptionsMiddlewareArgs, types } from '@slack/bolt';
import type { Permission } from '../../model/permissions.ts';
import { getImport, listOrganizations } from '../../usecases/workspace/queries.ts';
import { isAllowed } from '../access/authorize.ts';
import { optionOf } from '../block-kit/blocks.ts';
import type { SlackContext } from '../context.ts';
import { organizationOption as optionOfForm, organizationBlock } from '../modals/end-user-form.ts';
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
  await ack({ options });
}

async function findOptions(
  context: SlackContext,
  workspaceId: string,
  { user, block_id: blockId, value }: BlockSuggestion,
): Promise<types.PlainTextOption[]> {
  const search = value.trim().slice(0, searchLimit);
  const find = async (limit: number) =>
    (await listOrganizations(context, workspaceId, search, { limit, offset: 0 })).organizations;
  // Members who may not use the menu get no names.
  const may = (permission: Permission) => isAllowed(context, workspaceId, user.id, permission);
  if (blockId === organizationBlock)
    return (await may('edit by hand')) ? (await find(maxOptions)).map(optionOfForm) : [];
  const plan = readSearchedPlan(blockId);
  if (!plan || !(await may('decide'))) return [];
  const record = await getImport(context, workspaceId, plan.id);
  const leaveOut = record?.plan && search === '' ? leaveOutOption(plan, record.plan) : [];
  const found = await find(maxOptions - leaveOut.length);
  return [...leaveOut, ...found.map((organization) => organizationOption(plan, organization))].map(optionOf);
}
