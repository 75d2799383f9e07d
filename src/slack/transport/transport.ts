// How Bolt is connected with Slack.
import type { Receiver } from '@slack/bolt';
import type { Route } from '../../http/server.ts';
import type { Connectivity } from './connectivity.ts';

export type Transport = {
  readonly receiver: Receiver;
  readonly connectivity: Connectivity;
  /** What of it has a place in the port. */
  readonly routes: readonly Route[];
};
