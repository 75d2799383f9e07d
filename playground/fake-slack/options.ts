// The options of a fake Slack and their defaults.
import type { Routes } from './http/http-server.ts';

export type FakeSlackOptions = {
  /** 0, the default, takes a free port. */
  port?: number;
  /** The app's base URL; `fake.connect` sets it later. Everything is sent to its `/slack/events`. */
  appUrl?: string;
  signingSecret?: string;
  /** The app-level token for Socket Mode. */
  appToken?: string;
  clientId?: string;
  clientSecret?: string;
  /** If true, OAuth issues tokens that expire, together with refresh tokens. */
  tokenRotation?: boolean;
  /** The app's event subscriptions, as in its manifest. */
  events?: readonly string[];
  /** Milliseconds before each retry of an event that the app didn't answer with 200. Slack waits 0, 1, and 5 minutes. */
  retryWaitsMs?: readonly number[];
  /** Milliseconds that the app has to answer; by default 3,000, as in Slack. */
  answerWithinMs?: number;
  /** Milliseconds that a `trigger_id` is valid; by default 3,000, as in Slack. */
  triggerLifeMs?: number;
  /** The maximum number of items on a page of a list, whatever `limit` says; see web-api/paginate.ts. */
  pageSize?: number;
  /**
   * The clock for message timestamps and rate limits, in milliseconds since 1970; `Date.now` by default. Must not go
   * back. Tests use it to post old messages.
   */
  now?: () => number;
  /** `strict` enforces Slack's rate limits. Off by default, to keep tests fast. */
  limits?: 'strict' | 'off';
  /**
   * As for apps that are distributed without being listed in Slack's Marketplace: one call each of `conversations.history` and
   * `conversations.replies` per `historyPauseMs` (60,000 in Slack), with 15 messages at most. Default: listed, or internal.
   * https://docs.slack.dev/apis/web-api/rate-limits
   */
  outsideMarketplace?: { readonly historyPauseMs: number } | null;
  /** `null`: messages of members have `bot_id: null`, as Slack sends it at times; by default, they have no `bot_id`. */
  memberBotId?: null;
  /** `left out`: `app_mention` has no `files`, see NousResearch/hermes-agent#77141. */
  filesOfMentions?: 'sent' | 'left out';
  /** Additional routes of the fake's server, such as a web page. The fake's own routes come first. */
  routes?: Routes;
  /** `default` adds a small workspace, see world/seed.ts; `none` starts empty. */
  seed?: 'default' | 'none';
};

export type Settings = Required<
  Omit<FakeSlackOptions, 'appUrl' | 'port' | 'seed' | 'routes' | 'memberBotId'>
> & {
  memberBotId: null | undefined;
  appId: string;
  appName: string;
};

export function withDefaults(options: FakeSlackOptions): Settings {
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
      'team_access_granted',
      'team_access_revoked',
      'channel_id_changed',
      'tokens_revoked',
      'member_joined_channel',
    ],
    retryWaitsMs: options.retryWaitsMs ?? [0, 60_000, 300_000],
    answerWithinMs: options.answerWithinMs ?? 3_000,
    triggerLifeMs: options.triggerLifeMs ?? 3_000,
    pageSize: options.pageSize ?? 1_000,
    now: options.now ?? Date.now,
    limits: options.limits ?? 'off',
    outsideMarketplace: options.outsideMarketplace ?? null,
    memberBotId: options.memberBotId,
    filesOfMentions: options.filesOfMentions ?? 'sent',
  };
}
