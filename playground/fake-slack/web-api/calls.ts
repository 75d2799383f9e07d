// The record of Web API calls: what the app asked for, when, and what it got. Never a token.
import type { Json } from '../world/records.ts';

export type ApiCall = {
  method: string;
  /** Milliseconds since 1970. */
  at: number;
  teamId?: string;
  args: Json;
  /** Slack's answer, or the name of the fault that took its place. */
  result: Json;
};

const secret = /token|secret|authorization/i;

export function withoutSecrets(args: Json): Json {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !secret.test(name)));
}
