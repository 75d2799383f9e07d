// Asks the app for the options of a menu with search, as Slack does while a member types.
// Source: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload and
// https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select.
import { type Control, type Json, optionsOf } from '../../block-kit.ts';
import { suggestions } from '../block-kit/element-schemas.ts';
import type { FakeContext } from '../context.ts';
import type { Installation, Member, Message, View } from '../world/records.ts';
import { suggestionPayload } from './interaction-payloads.ts';
import { sendInteraction } from './send-interaction.ts';

/** "The default value is 3." */
const defaultMinLength = 3;

export type SuggestedOption = { text: string; value: string; option: Json };

/**
 * Returns the options that the menu would show; none while fewer characters are typed than `min_query_length`.
 *
 * @throws Error if the app doesn't answer in time, or with something that Slack would not show
 */
export async function suggestOptions(
  { world, app, triggers }: FakeContext,
  installation: Installation,
  member: Member,
  shown: Message | View,
  control: Control,
  query: string,
): Promise<SuggestedOption[]> {
  const minLength = Number(control.element.min_query_length ?? defaultMinLength);
  if (query.length < minLength) return [];
  const { teamId } = installation;
  const triggerId = triggers.issue({ member: member.id, teamId });
  const sender = { world, installation, member, triggerId };
  const answer = await sendInteraction(app, 'interactive', suggestionPayload(sender, shown, control, query));
  if (!answer.ok) throw new Error(`The options could not be loaded: ${answer.error} (${answer.detail})`);
  const checked = suggestions.safeParse(answer.body);
  if (!checked.success) throw new Error(`Slack would not show these options: ${checked.error.message}`);
  return optionsOf(answer.body as Json);
}
