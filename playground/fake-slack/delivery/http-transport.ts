// Delivers payloads to the app over HTTP, signed, in Slack's encodings.
import type { Settings } from '../options.ts';
import type { Json } from '../world/records.ts';
import { signatureHeaders } from './sign-request.ts';
import type { AppAnswer, AppRequest, Transport } from './transport.ts';

/** Events are JSON, commands are a form of their fields, and interactions are a form with one JSON field, `payload`. */
function encode({ kind, payload }: AppRequest): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields: Record<string, string> =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : formFields(payload);
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}

function formFields(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

function parseAnswer(text: string, type: string): unknown {
  if (text === '') return undefined;
  if (!type.startsWith('application/json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Posts to `url` and waits at most `settings.answerWithinMs` for the whole answer. */
export function createHttpTransport(url: string, settings: Settings): Transport {
  return async (request): Promise<AppAnswer> => {
    const { body, type } = encode(request);
    const retryHeaders = request.retry && {
      'x-slack-retry-num': String(request.retry.number),
      'x-slack-retry-reason': request.retry.reason,
    };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': type,
          // A kept-alive connection would delay the stop of an app that waits for its connections to close.
          connection: 'close',
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          ...signatureHeaders(settings.signingSecret, body, Math.floor(Date.now() / 1000)),
          ...retryHeaders,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(settings.answerWithinMs),
      });
      const answer = parseAnswer(await response.text(), response.headers.get('content-type') ?? '');
      return { outcome: 'answered', status: response.status, headers: response.headers, body: answer };
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return { outcome: 'timeout' };
      const reason = String(error instanceof Error ? (error.cause ?? error) : error);
      return { outcome: 'unreachable', reason };
    }
  };
}
