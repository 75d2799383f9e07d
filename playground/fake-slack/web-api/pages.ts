// Cuts a list into pages with Slack's `cursor`s.
import type { Args } from './args.ts';
import { Refusal } from './refusal.ts';

/**
 * The page that the call asks for and its `response_metadata`. `limit` is capped at `most`: Slack's 1,000, and 15
 * messages for apps that are sold outside its marketplace (docs.slack.dev/apis/web-api/rate-limits). Any method may
 * give fewer than asked (docs.slack.dev/apis/web-api/pagination).
 */
export function page<T>(list: readonly T[], args: Args, defaultLimit: number, most: number) {
  const limit = Math.min(args.whole('limit') || defaultLimit, most);
  const cursor = args.text('cursor');
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(start) || start < 0) throw new Refusal('invalid_cursor');
  const end = start + limit;
  const next = end < list.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: list.slice(start, end), more: next !== '', response_metadata: { next_cursor: next } };
}
