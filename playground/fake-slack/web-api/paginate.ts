// Splits a list into pages with Slack's cursors.
// Source: https://docs.slack.dev/apis/web-api/pagination.
import type { Args } from './args.ts';
import { SlackError } from './slack-error.ts';

/**
 * Returns the page that the call requests, and its `response_metadata`. `limit` is capped at `maxLimit`: 1,000 in Slack,
 * and 15 messages for commercial apps outside its marketplace (https://docs.slack.dev/apis/web-api/rate-limits). Slack
 * may return fewer items than requested.
 *
 * @throws SlackError `invalid_cursor`
 */
export function paginate<T>(list: readonly T[], args: Args, defaultLimit: number, maxLimit: number) {
  const limit = Math.min(args.whole('limit') || defaultLimit, maxLimit);
  const cursor = args.text('cursor');
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor');
  const end = start + limit;
  const next = end < list.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: list.slice(start, end), hasMore: next !== '', response_metadata: { next_cursor: next } };
}
