// Puts what the app says in answer to a command or click where the member sees it.

import { checkBlocks } from '../block-kit/check-blocks.ts';
import { fillIds } from '../block-kit/fill-ids.ts';
import type { Talk } from '../talk.ts';
import { Refusal, refusalWithMessages } from '../web-api/refusal.ts';
import type { Block, Json, Message } from '../world/records.ts';
import { findMember, type World } from '../world/world.ts';

/** Where an answer goes: who asked, where, and the message whose button was clicked. */
export type Place = {
  teamId: string;
  channel: string;
  member: string;
  source?: { ts: string; onlyFor?: string };
};

/**
 * Reads `{ text, blocks, response_type, replace_original, delete_original, thread_ts }` and does it. Returns the
 * message that is there now. Refuses: `no_text`, `invalid_blocks`.
 */
export function respond(world: World, talk: Talk, place: Place, payload: Json): Message | undefined {
  const source = place.source && sourceOf(world, place, place.source);
  if (payload.delete_original === true || payload.delete_original === 'true') {
    if (source?.onlyFor) world.messages.remove(source.channel, source.ts);
    else if (source) talk.erase(source);
    return undefined;
  }
  const blocks = Array.isArray(payload.blocks) ? (payload.blocks as Block[]) : [];
  const complaints = checkBlocks(blocks, 'message');
  if (complaints.length > 0) throw refusalWithMessages('invalid_blocks', complaints);
  const text = typeof payload.text === 'string' ? payload.text : '';
  if (text === '' && blocks.length === 0) throw new Refusal('no_text');
  const content = { text, blocks: fillIds(blocks), attachments: [] };

  if (source && (payload.replace_original === true || payload.replace_original === 'true')) {
    const next = { ...source, ...content };
    if (!source.onlyFor) return talk.edit(source, next);
    world.messages.replace(next);
    return next;
  }
  const installation = world.installations.get(place.teamId);
  const draft = {
    ...content,
    channel: place.channel,
    user: findMember(world, installation?.botUserId ?? '').id,
    teamId: place.teamId,
    files: [],
    ...(installation ? { botId: installation.botId } : {}),
    ...(typeof payload.thread_ts === 'string' ? { threadTs: payload.thread_ts } : {}),
  };
  if (payload.response_type === 'in_channel') return talk.say(draft);
  return world.messages.add({ ...draft, onlyFor: place.member });
}

function sourceOf(world: World, place: Place, { ts, onlyFor }: { ts: string; onlyFor?: string }) {
  return onlyFor ? world.messages.findEphemeral(place.channel, ts) : world.messages.find(place.channel, ts);
}
