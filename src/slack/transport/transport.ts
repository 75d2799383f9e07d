// How Bolt is connected to Slack: over HTTP or Socket Mode.
import type { Receiver } from '@slack/bolt';
import type { Route } from '../../http/server.ts';
import type { Connectivity } from './connectivity.ts';

export type Transport = {
  readonly receiver: Receiver;
  readonly connectivity: Connectivity;
  /** The routes that the HTTP server has to serve for this transport. */
  readonly routes: readonly Route[];
};
