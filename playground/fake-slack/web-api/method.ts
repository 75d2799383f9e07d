// What a Web API method consists of.
import type { IncomingMessage } from 'node:http';
import type { FakeContext } from '../context.ts';
import type { Values } from '../http/request-body.ts';
import type { Installation, Json, Member } from '../world/records.ts';
import type { Args } from './args.ts';
import { SlackError } from './slack-error.ts';

/** A call with a bot token. */
export type Call = {
  args: Args;
  installation: Installation;
  bot: Member;
};

/** A method that is called with a bot token. */
export type BotMethod = {
  /** The token needs one of these scopes. If it has none, the error names all of them in `needed`. */
  scopes: readonly string[];
  /** Whether the documentation says of `team_id`: "required if org token is used". */
  needsTeam?: boolean;
  /**
   * Returns the fields of the answer besides `ok`.
   *
   * @throws SlackError
   */
  run(context: FakeContext, call: Call): Json | Promise<Json>;
};

export type BotMethods = Record<string, BotMethod>;

/** A method that is called with an app-level token or without a token. It gets the request as it is. */
export type AppMethod = (
  context: FakeContext,
  values: Values,
  token: string | undefined,
  request: IncomingMessage,
) => Json;

/** @throws SlackError `missing_scope` if the token lacks the scope */
export function requireScope(installation: Installation, scope: string): void {
  if (installation.scopes.has(scope)) return;
  throw new SlackError('missing_scope', { needed: scope, provided: [...installation.scopes].join(',') });
}
