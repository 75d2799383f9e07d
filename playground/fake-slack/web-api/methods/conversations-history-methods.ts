// `conversations.history` and `conversations.replies`: the messages of a channel that the bot is in.
import type { FakeContext } from '../../context.ts';
import { serializeMessage } from '../../serializers/serialize-message.ts';
import type { Channel, Json, Message } from '../../world/records.ts';
import type { World } from '../../world/world.ts';
import type { Args } from '../args.ts';
import { channelById, channelScopes, requireChannelScope } from '../channel-access.ts';
import type { BotMethods, Call } from '../method.ts';
import { paginate } from '../paginate.ts';
import { outsidePageSize } from '../rate-limiter.ts';
import { SlackError } from '../slack-error.ts';

export const conversationsHistoryMethods: BotMethods = {
  'conversations.history': {
    scopes: channelScopes('history'),
    run(context, call) {
      const { world, settings } = context;
      const channel = readableChannel(world, call);
      const parents = world.messages
        .all(channel.id)
        .filter(({ ts, threadTs }) => threadTs === undefined || threadTs === ts);
      const newestFirst = inRange(parents, call.args).reverse();
      const { items, hasMore, response_metadata } = paginate(newestFirst, call.args, 100, pageSize(settings));
      return {
        messages: serializeAll(context, items, call.args),
        has_more: hasMore,
        pin_count: 0,
        ...(hasMore ? { response_metadata } : {}),
      };
    },
  },
  'conversations.replies': {
    scopes: channelScopes('history'),
    run(context, call) {
      const { world, settings } = context;
      const channel = readableChannel(world, call);
      const named = world.messages.find(channel.id, call.args.text('ts') ?? '');
      if (!named) throw new SlackError('thread_not_found');
      const [first, ...replies] = world.messages.thread(channel.id, named.threadTs ?? named.ts);
      if (!first) throw new SlackError('thread_not_found');
      const messages = [first, ...inRange(replies, call.args)];
      const { items, hasMore, response_metadata } = paginate(messages, call.args, 1_000, pageSize(settings));
      return {
        messages: serializeAll(context, items, call.args),
        has_more: hasMore,
        ...(hasMore ? { response_metadata } : {}),
      };
    },
  },
};

const pageSize = ({ pageSize, outsideMarketplace }: FakeContext['settings']): number =>
  outsideMarketplace ? Math.min(pageSize, outsidePageSize) : pageSize;

/** Applies `oldest`, `latest`, and `inclusive`. */
function inRange(messages: readonly Message[], args: Args): Message[] {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.MAX_SAFE_INTEGER);
  if (Number.isNaN(oldest)) throw new SlackError('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new SlackError('invalid_ts_latest');
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > oldest && at < latest) || (inclusive && (at === oldest || at === latest));
  });
}

/** @throws SlackError if the bot may not read the channel's messages */
function readableChannel(world: World, call: Call): Channel {
  const channel = channelById(world, call, call.args.text('channel'));
  requireChannelScope(channel, call, 'history');
  if (!channel.members.has(call.bot.id)) throw new SlackError('not_in_channel');
  return channel;
}

function serializeAll({ world }: FakeContext, messages: readonly Message[], args: Args): Json[] {
  const metadata = args.flag('include_all_metadata');
  return messages.map((message) => serializeMessage(world, message, { metadata }));
}
