// Turns a call of `chat.*` into a message draft: its channel, thread, and content.
import type { Channel } from '../world/records.ts';
import { directMessage, type World } from '../world/world.ts';
import { channelById, isVisible } from './channel-access.ts';
import { readAttachments, readBlocks, readMetadata, readText } from './message-content.ts';
import type { Call } from './method.ts';
import { SlackError } from './slack-error.ts';

/** Finds the channel to post in. Only here, Slack accepts a member's id or the name of a public channel as well. */
export function channelToPostIn(world: World, call: Call): Channel {
  const idOrName = call.args.text('channel');
  const member = idOrName === undefined ? undefined : world.members.get(idOrName);
  if (member && member.kind !== 'deactivated' && member.id !== call.bot.id) {
    return directMessage(world, call.bot, member);
  }
  const name = idOrName?.replace(/^#/, '');
  const named = [...world.channels.values()].find(
    (channel) => channel.kind === 'public' && channel.name === name && isVisible(channel, call),
  );
  return named ?? channelById(world, call, idOrName);
}

/**
 * Returns the thread to post in. If its first message was deleted, Slack posts in the channel instead, and the answer
 * lacks `thread_ts` (observed in https://github.com/slack-go/slack/issues/1571).
 *
 * @throws SlackError `invalid_thread_ts`, or `cannot_reply_to_message` for a reply's ts
 */
export function threadOf(world: World, channel: Channel, call: Call): { threadTs?: string } {
  const ts = call.args.text('thread_ts');
  if (ts === undefined) return {};
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('invalid_thread_ts');
  const parent = world.messages.find(channel.id, ts);
  if (!parent) return {};
  if (parent.threadTs !== undefined && parent.threadTs !== ts)
    throw new SlackError('cannot_reply_to_message');
  return { threadTs: ts };
}

/**
 * Returns the draft, and the warning to add to the answer.
 *
 * @throws SlackError if Slack would reject the content
 */
export function draftOf(world: World, channel: Channel, call: Call) {
  const blocks = readBlocks(call.args) ?? [];
  const attachments = readAttachments(call.args) ?? [];
  const metadata = readMetadata(call.args);
  const { text, warning } = readText(call.args);
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new SlackError('no_text');
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
