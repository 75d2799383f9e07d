// From a call of `chat.*` to the message that it means: where it goes, in which thread, what it says.
import type { Channel } from '../world/records.ts';
import { directMessage, type World } from '../world/world.ts';
import { readAttachments, readBlocks, readMetadata, readText } from './content.ts';
import type { Call } from './method.ts';
import { Refusal } from './refusal.ts';
import { channelById, isVisible } from './rooms.ts';

/** For posting, and only there, a member's id or a public channel's name will do too. */
export function channelToPostIn(world: World, call: Call): Channel {
  const given = call.args.text('channel');
  const member = given === undefined ? undefined : world.members.get(given);
  if (member && member.kind !== 'deactivated' && member.id !== call.bot.id) {
    return directMessage(world, call.bot, member);
  }
  const name = given?.replace(/^#/, '');
  const named = [...world.channels.values()].find(
    (channel) => channel.kind === 'public' && channel.name === name && isVisible(channel, call),
  );
  return named ?? channelById(world, call, given);
}

/**
 * The thread to post in. When its first message is gone Slack does not refuse: the message stands in the channel
 * itself, and its `thread_ts` is missing in the answer (seen in github.com/slack-go/slack/issues/1571).
 */
export function threadOf(world: World, channel: Channel, call: Call): { threadTs?: string } {
  const ts = call.args.text('thread_ts');
  if (ts === undefined) return {};
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new Refusal('invalid_thread_ts');
  const parent = world.messages.find(channel.id, ts);
  if (!parent) return {};
  if (parent.threadTs !== undefined && parent.threadTs !== ts) throw new Refusal('cannot_reply_to_message');
  return { threadTs: ts };
}

/** The message, and the warning that goes with the answer. Refuses what Slack refuses. */
export function draftOf(world: World, channel: Channel, call: Call) {
  const blocks = readBlocks(call.args) ?? [];
  const attachments = readAttachments(call.args) ?? [];
  const metadata = readMetadata(call.args);
  const { text, warning } = readText(call.args);
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new Refusal('no_text');
  const { teamId, botId } = call.installation;
  const draft = {
    channel: channel.id,
    user: call.bot.id,
    botId,
    teamId,
    text: text === '' ? "This content can't be displayed." : text,
    blocks,
    attachments,
    files: [],
    ...threadOf(world, channel, call),
    ...(metadata && metadata !== 'remove' ? { metadata } : {}),
  };
  return { draft, warning };
}
