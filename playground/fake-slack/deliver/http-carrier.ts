// Brings payloads to the app over HTTP, signed, in the encodings that Slack uses.
import type { Settings } from '../options.ts';
import type { Json } from '../world/records.ts';
import type { AppAnswer, Carrier, Parcel } from './carrier.ts';
import { signatureHeaders } from './sign.ts';

/** Events are JSON; commands are a form of their fields; interactions a form with one `payload` in JSON. */
function encode({ kind, payload }: Parcel): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const fields: Record<string, string> =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : textFields(payload);
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}

function textFields(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

function readAnswer(text: string, type: string): unknown {
  if (text === '') return undefined;
  if (!type.startsWith('application/json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Posts to `url` and waits no longer than `settings.answerWithinMs` for the whole answer. */
export function createHttpCarrier(url: string, settings: Settings): Carrier {
  return async (parcel): Promise<AppAnswer> => {
    const { body, type } = encode(parcel);
    const retry = parcel.retry && {
      'x-slack-retry-num': String(parcel.retry.number),
      'x-slack-retry-reason': parcel.retry.reason,
    };
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': type,
          // A kept connection would hold up an app that waits for its connections to end when it stops.
          connection: 'close',
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          ...signatureHeaders(settings.signingSecret, body, Math.floor(Date.now() / 1000)),
          ...retry,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(settings.answerWithinMs),
      });
      const answer = readAnswer(await response.text(), response.headers.get('content-type') ?? '');
      return { outcome: 'answered', status: response.status, headers: response.headers, body: answer };
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') return { outcome: 'timeout' };
      return { outcome: 'unreachable', why: String(error instanceof Error ? (error.cause ?? error) : error) };
    }
  };
}
