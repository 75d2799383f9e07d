// What a Web API method is made of, and what it is given.

import type { Installation, Json, Member } from '../world/records.ts';
import type { Args } from './args.ts';
import { Refusal } from './refusal.ts';

/** One call of a method by a bot: who asks, and with what. */
export type Call = {
  args: Args;
  installation: Installation;
  bot: Member;
};

export type Method = {
  /** Scopes of which the token needs one; named all in `needed` when it has none. */
  scopes: readonly string[];
  run(call: Call): Json | Promise<Json>;
};

export type Methods = Record<string, Method>;

/** Refuses unless the token has this scope. */
export function needScope(installation: Installation, scope: string): void {
  if (installation.scopes.has(scope)) return;
  throw new Refusal('missing_scope', { needed: scope, provided: [...installation.scopes].join(',') });
}
