// Slack's way to say no: `{ ok: false, error, … }`.
import type { Json } from '../world/records.ts';

/** Thrown by a method; becomes the answer. `extra` is added to it (`needed`, `response_metadata`). */
export class Refusal extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** Refuses with complaints in the two places where Slack puts them. */
export function refusalWithMessages(code: string, messages: readonly string[]): Refusal {
  const errors = messages.map((message) => message.replace('[ERROR] ', ''));
  return new Refusal(code, { errors, response_metadata: { messages } });
}
