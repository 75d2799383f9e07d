// The record of Web API calls, without tokens.
import type { Json } from '../world/records.ts';

export type ApiCall = {
  method: string;
  /** Milliseconds since 1970. */
  at: number;
  teamId?: string;
  args: Json;
  /** The answer, or `{ fault }` if a fault replaced it. */
  result: Json;
};

const secretNames = /token|secret|authorization/i;

export function withoutSecrets(args: Json): Json {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !secretNames.test(name)));
}
