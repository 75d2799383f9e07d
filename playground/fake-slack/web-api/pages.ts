// Cuts a list into pages with Slack's `cursor`s.
import type { Args } from './args.ts';
import { Refusal } from './refusal.ts';

/** The page that the call asks for and its `response_metadata`. `limit` is capped at 1,000. */
export function page<T>(list: readonly T[], args: Args, defaultLimit: number) {
  const limit = Math.min(args.whole('limit') ?? defaultLimit, 1_000) || defaultLimit;
  const cursor = args.text('cursor');
  const start =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(start) || start < 0) throw new Refusal('invalid_cursor');
  const end = start + limit;
  const next = end < list.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: list.slice(start, end), more: next !== '', response_metadata: { next_cursor: next } };
}
