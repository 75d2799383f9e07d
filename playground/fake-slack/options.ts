// What a fake Slack can be started with, and what holds when nothing is said.
import type { Routes } from './http/server.ts';

export type FakeSlackOptions = {
  /** 0, the default, takes a free one. */
  port?: number;
  /** The app's base address; can be told later by `fake.connect`. Everything goes to its `/slack/events`. */
  appUrl?: string;
  signingSecret?: string;
  /** The app-level token of Socket Mode. */
  appToken?: string;
  clientId?: string;
  clientSecret?: string;
  /** Whether installing gives tokens that expire, and refresh tokens. */
  tokenRotation?: boolean;
  /** Names of events that the app is subscribed to, as in its manifest. */
  events?: readonly string[];
  /** Waits before each retry of an event that the app didn't answer with 200; Slack's are 0, 1 and 5 minutes. */
  retryWaitsMs?: readonly number[];
  /** How long the app may take to answer; Slack's 3,000. */
  answerWithinMs?: number;
  /** How long a `trigger_id` opens a modal; Slack's 3,000. */
  triggerLifeMs?: number;
  /** As many as a method that lists gives at once, whatever `limit` says; see `web-api/pages.ts`. */
  pageSize?: number;
  /** The time of what is said, in ms since 1970, for what was said long ago; never goes back. */
  now?: () => number;
  /** Whether Slack's rate limits are enforced. Off by default, so that tests needn't be slow. */
  limits?: 'strict' | 'off';
  /** More paths that the fake's server answers, e.g. a web page. Asked after the fake's own. */
  routes?: Routes;
  /** `default` fills a small workspace (see world/seed.ts); `none` leaves everything to the caller. */
  seed?: 'default' | 'none';
};

export type Settings = Required<Omit<FakeSlackOptions, 'appUrl' | 'port' | 'seed' | 'routes'>> & {
  appId: string;
  appName: string;
};

export function settle(options: FakeSlackOptions): Settings {
  return {
    appId: 'A0ENDUSERS',
    appName: 'endusers',
    signingSecret: options.signingSecret ?? 'a-signing-secret-of-the-fake',
    appToken: options.appToken ?? 'xapp-1-fake-slack',
    clientId: options.clientId ?? '1000.2000',
    clientSecret: options.clientSecret ?? 'a-client-secret-of-the-fake',
    tokenRotation: options.tokenRotation ?? false,
    events: options.events ?? [
      'message.channels',
      'message.groups',
      'message.im',
      'message.mpim',
      'app_mention',
      'app_uninstalled',
      'tokens_revoked',
      'member_joined_channel',
    ],
    retryWaitsMs: options.retryWaitsMs ?? [0, 60_000, 300_000],
    answerWithinMs: options.answerWithinMs ?? 3_000,
    triggerLifeMs: options.triggerLifeMs ?? 3_000,
    pageSize: options.pageSize ?? 1_000,
    now: options.now ?? Date.now,
    limits: options.limits ?? 'off',
  };
}
