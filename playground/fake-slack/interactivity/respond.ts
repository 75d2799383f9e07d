// Shows the app's response to a command or click where the member sees it.
import type { Block, Json } from '../../block-kit.ts';
import { checkBlocks } from '../block-kit/check-blocks.ts';
import { fillIds } from '../block-kit/fill-ids.ts';
import type { Messenger } from '../messenger.ts';
import { SlackError, slackErrorWithMessages } from '../web-api/slack-error.ts';
import type { Message } from '../world/records.ts';
import { findMember, type World } from '../world/world.ts';

/** Where a response goes: the workspace, channel, and member of the command or click, and the message clicked on. */
export type Place = {
  teamId: string;
  channel: string;
  member: string;
  source?: { ts: string; onlyFor?: string };
};

/**
 * Applies a response: `{ text, blocks, response_type, replace_original, delete_original, thread_ts }`. Returns the
 * resulting message, if any. Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses.
 *
 * @throws SlackError `no_text` or `invalid_blocks`
 */
export function respond(
  world: World,
  messenger: Messenger,
  place: Place,
  response: Json,
): Message | undefined {
  const source = place.source && findSource(world, place, place.source);
  if (response.delete_original === true || response.delete_original === 'true') {
    if (source?.onlyFor) world.messages.remove(source.channel, source.ts);
    else if (source) messenger.delete(source);
    return undefined;
  }
  const blocks = Array.isArray(response.blocks) ? (response.blocks as Block[]) : [];
  const errors = checkBlocks(blocks, 'message');
  if (errors.length > 0) throw slackErrorWithMessages('invalid_blocks', errors);
  const text = typeof response.text === 'string' ? response.text : '';
  if (text === '' && blocks.length === 0) throw new SlackError('no_text');
  const content = { text, blocks: fillIds(blocks), attachments: [] };

  if (source && (response.replace_original === true || response.replace_original === 'true')) {
    const replacement = { ...source, ...content };
    if (!source.onlyFor) return messenger.update(source, replacement);
    world.messages.replace(replacement);
    return replacement;
  }
  const installation = world.installations.get(place.teamId);
  const draft = {
    ...content,
    channel: place.channel,
    user: findMember(world, installation?.botUserId ?? '').id,
    teamId: place.teamId,
    files: [],
    ...(installation ? { botId: installation.botId } : {}),
    ...(typeof response.thread_ts === 'string' ? { threadTs: response.thread_ts } : {}),
  };
  if (response.response_type === 'in_channel') return messenger.post(draft);
  return world.messages.add({ ...draft, onlyFor: place.member });
}

function findSource(world: World, place: Place, { ts, onlyFor }: { ts: string; onlyFor?: string }) {
  return onlyFor ? world.messages.findEphemeral(place.channel, ts) : world.messages.find(place.channel, ts);
}
