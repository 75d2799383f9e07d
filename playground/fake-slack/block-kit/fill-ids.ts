// Fills in what Slack fills in when it accepts blocks: missing ids, and flags of text objects.
import { randomBytes } from 'node:crypto';
import type { Block, Json } from '../world/records.ts';

const randomId = () => randomBytes(4).toString('base64url').slice(0, 5);

const interactive =
  /^(button|static_select|multi_|users_select|conversations_select|channels_select|external_select|overflow|datepicker|timepicker|datetimepicker|checkboxes|radio_buttons|plain_text_input|email_text_input|url_text_input|number_input|file_input|rich_text_input)/;

function fill(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fill);
  if (typeof value !== 'object' || value === null) return value;
  const filled: Json = {};
  for (const [key, child] of Object.entries(value)) filled[key] = fill(child);
  if (filled.type === 'plain_text') filled.emoji ??= true;
  if (filled.type === 'mrkdwn') filled.verbatim ??= false;
  if (typeof filled.type === 'string' && interactive.test(filled.type)) filled.action_id ??= randomId();
  return filled;
}

/** Returns a copy of the blocks in which every `block_id` and `action_id` is set. */
export function fillIds(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => ({ ...(fill(block) as Block), block_id: block.block_id ?? randomId() }));
}
