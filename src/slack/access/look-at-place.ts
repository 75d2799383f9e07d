// The one question whether a place may show names and values, asked before anything is posted there.

import type { HiddenBecause } from '../../model/hidden-because.ts';
import type { Details } from '../../model/settings.ts';
import type { Context } from '../../usecases/ports.ts';
import { detailsSetting } from '../../usecases/workspace/change-settings.ts';
import { type GuestContext, hasGuest } from '../web/guests.ts';
import { isRefused } from '../web/refusals.ts';
import { slackErrorOf } from '../web/slack-error.ts';

/** What Slack says about a place. */
export type Place = {
  /** Why the place shows no names and values; null where it shows them. */
  readonly hidden: HiddenBecause | null;
  /** Whether the bot can post there. */
  readonly isBotIn: boolean;
};

/** Answers by workspace and channel, each with the time (ms since the epoch) until which it is used. */
export type PlaceCache = Map<string, Place & { readonly until: number }>;

export type PlaceContext = GuestContext & Pick<Context, 'inWorkspace'> & { readonly placeCache: PlaceCache };

/** The part of `conversations.info` that matters here. */
type Channel = {
  readonly is_im?: boolean;
  readonly is_member?: boolean;
  readonly is_ext_shared?: boolean;
  readonly is_pending_ext_shared?: boolean;
  readonly is_org_shared?: boolean;
  readonly is_global_shared?: boolean;
};

/** Group messages without the optional scope `mpim:read`, channels that the bot has left, and whatever else Slack refuses. */
const isNotVisible = (error: unknown): boolean => isRefused(error) || slackErrorOf(error) === 'missing_scope';

const cachedMs = 60_000;
const cacheLimit = 5_000;

/** Uses an answer that is less than a minute old, or asks: for messages about progress, which are many. */
export async function wasHiddenBecause(
  context: PlaceContext,
  workspaceId: string,
  channel: string,
): Promise<HiddenBecause | null> {
  const cached = context.placeCache.get(`${workspaceId} ${channel}`);
  if (cached && cached.until > Date.now()) return cached.hidden;
  return hiddenBecause(context, workspaceId, channel);
}

/** Asks Slack and the settings. */
export async function hiddenBecause(
  context: PlaceContext,
  workspaceId: string,
  channel: string,
): Promise<HiddenBecause | null> {
  return (await lookAtPlace(context, workspaceId, channel)).hidden;
}

export async function lookAtPlace(
  context: PlaceContext,
  workspaceId: string,
  channel: string,
): Promise<Place> {
  const { placeCache: cache } = context;
  // Taken before Slack is asked: a change while Slack answers must not be cached for longer.
  const until = Date.now() + cachedMs;
  const place = await fetchPlace(context, workspaceId, channel);
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(`${workspaceId} ${channel}`, { ...place, until });
  return place;
}

async function fetchPlace(context: PlaceContext, workspaceId: string, channel: string): Promise<Place> {
  try {
    const client = await context.clients.retrying(workspaceId);
    const info: Channel = (await client.conversations.info({ channel })).channel ?? {};
    const isBotIn = Boolean(info.is_member || info.is_im);
    return { isBotIn, hidden: await judge(context, workspaceId, channel, info) };
  } catch (error) {
    if (isNotVisible(error)) return { isBotIn: false, hidden: 'not visible' };
    throw error;
  }
}

/** All reasons, the strictest first. */
async function judge(
  context: PlaceContext,
  workspaceId: string,
  channel: string,
  info: Channel,
): Promise<HiddenBecause | null> {
  if (info.is_ext_shared || info.is_pending_ext_shared) return 'other company';
  // In a direct message with the bot, only the member reads.
  if (info.is_im) return null;
  const details: Details = await detailsSetting(context, workspaceId);
  if (details === 'approvers only') return 'setting';
  if (details === 'in the channel') return null;
  if (info.is_org_shared || info.is_global_shared) return 'other workspaces';
  // Where the bot is not, it posts nothing.
  if (info.is_member === false) return null;
  const guest = await hasGuest(context, workspaceId, channel);
  if (guest === 'unknown') return 'not checked';
  return guest ? 'guests' : null;
}
