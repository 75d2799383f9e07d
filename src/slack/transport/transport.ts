// How Bolt is connected with Slack.
import type { Receiver } from '@slack/bolt';
import type { Route } from '../../http/server.ts';
import type { Line } from './connectivity.ts';

export type Way = {
  readonly receiver: Receiver;
  readonly line: Line;
  /** What of it has a place in the port. */
  readonly own: readonly Route[];
};
