// `conversations.history` and `conversations.replies`: what was said in a channel that the bot is in.
import type { Parts } from '../parts.ts';
import { wireMessage } from '../wire/message.ts';
import type { Channel, Message } from '../world/records.ts';
import type { World } from '../world/world.ts';
import type { Args } from './args.ts';
import type { Call, Methods } from './method.ts';
import { page } from './pages.ts';
import { Refusal } from './refusal.ts';
import { channelById, channelScopes, needChannelScope } from './rooms.ts';

function inRange(messages: readonly Message[], args: Args): Message[] {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.MAX_SAFE_INTEGER);
  if (Number.isNaN(oldest)) throw new Refusal('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new Refusal('invalid_ts_latest');
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
}

/** The channel, if the bot may read what was said in it. */
function readable(world: World, call: Call): Channel {
  const channel = channelById(world, call, call.args.text('channel'));
  needChannelScope(channel, call, 'history');
  if (!channel.members.has(call.bot.id)) throw new Refusal('not_in_channel');
  return channel;
}

export function conversationsReadingMethods({ world, settings }: Parts): Methods {
  const show = (messages: readonly Message[], args: Args) =>
    messages.map((message) => wireMessage(world, message, { metadata: args.flag('include_all_metadata') }));

  return {
    'conversations.history': {
      scopes: channelScopes('history'),
      run(call) {
        const channel = readable(world, call);
        const first = world.messages
          .all(channel.id)
          .filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts);
        const { items, more, response_metadata } = page(
          inRange(first, call.args).reverse(),
          call.args,
          100,
          settings.pageSize,
        );
        return {
          messages: show(items, call.args),
          has_more: more,
          pin_count: 0,
          ...(more ? { response_metadata } : {}),
        };
      },
    },
    'conversations.replies': {
      scopes: channelScopes('history'),
      run(call) {
        const channel = readable(world, call);
        const asked = world.messages.find(channel.id, call.args.text('ts') ?? '');
        if (!asked) throw new Refusal('thread_not_found');
        const [first, ...replies] = world.messages.thread(channel.id, asked.threadTs ?? asked.ts);
        if (!first) throw new Refusal('thread_not_found');
        const wanted = [first, ...inRange(replies, call.args)];
        const { items, more, response_metadata } = page(wanted, call.args, 1_000, settings.pageSize);
        return {
          messages: show(items, call.args),
          has_more: more,
          ...(more ? { response_metadata } : {}),
        };
      },
    },
  };
}
