// How Bolt is connected with Slack.
import type { Receiver } from '@slack/bolt';
import type { Line } from './line.ts';
import type { Route } from './port.ts';

export type Way = {
  readonly receiver: Receiver;
  readonly line: Line;
  /** What of it has a place in the port. */
  readonly own: readonly Route[];
};
