// A Web API error: `{ ok: false, error, … }`.
import type { Json } from '../world/records.ts';

/** Thrown by methods. `code` becomes `error` in the answer; `fields` are added, such as `needed`. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly fields: Json;

  constructor(code: string, fields: Json = {}) {
    super(code);
    this.code = code;
    this.fields = fields;
  }

  toAnswer(): Json {
    return { ok: false, error: this.code, ...this.fields };
  }
}

/** Puts validation errors in the two places where Slack puts them: `errors` and `response_metadata.messages`. */
export function slackErrorWithMessages(code: string, messages: readonly string[]): SlackError {
  const errors = messages.map((message) => message.replace('[ERROR] ', ''));
  return new SlackError(code, { errors, response_metadata: { messages } });
}
