// Issues response URLs, with which the app can respond to a command or click later.
import { randomBytes } from 'node:crypto';
import type { Json } from '../../block-kit.ts';
import type { Faults } from '../faults.ts';
import type { Handler } from '../http/http-server.ts';
import { readBody, readValues } from '../http/request-body.ts';
import { sendFault, sendJson, sendText } from '../http/send-answer.ts';
import type { Messenger } from '../messenger.ts';
import type { ApiCall } from '../web-api/call-record.ts';
import { SlackError } from '../web-api/slack-error.ts';
import type { World } from '../world/world.ts';
import { type Place, respond } from './respond.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: 5 times within 30 minutes. */
const maxUses = 5;
const lifeMs = 30 * 60_000;

export type ResponseUrls = {
  /** Returns a new URL for responses to this place. */
  issue(place: Place): string;
  /** Handles `POST /actions/<team>/<id>`. */
  receive: Handler;
};

/** Every response is added to `calls` as a call of the method `response_url`. */
export function createResponseUrls(
  world: World,
  messenger: Messenger,
  faults: Faults,
  calls: ApiCall[],
): ResponseUrls {
  const issued = new Map<string, { place: Place; usesLeft: number; at: number }>();

  const apply = (id: string, response: Json | undefined): Json => {
    const entry = issued.get(id);
    if (!entry || Date.now() - entry.at > lifeMs) return { ok: false, error: 'expired_url' };
    if (entry.usesLeft === 0) return { ok: false, error: 'used_url' };
    if (!response) return { ok: false, error: 'invalid_payload' };
    entry.usesLeft -= 1;
    try {
      respond(world, messenger, entry.place, response);
      return { ok: true };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return error.toAnswer();
    }
  };

  return {
    issue(place) {
      const id = randomBytes(12).toString('hex');
      issued.set(id, { place, usesLeft: maxUses, at: Date.now() });
      return `${world.url}/actions/${place.teamId}/${id}`;
    },
    async receive(request, response, url) {
      const id = url.pathname.split('/').at(-1) ?? '';
      const values = await readValues('application/json', await readBody(request));
      const fault = faults.take('response_url', values ?? {});
      if (fault && (await sendFault(response, fault))) return;
      const result = apply(id, values);
      calls.push({ method: 'response_url', at: Date.now(), args: values ?? {}, result });
      world.changes.emit({ kind: 'call', id: 'response_url' });
      if (typeof fault === 'object' && 'acceptThenFail' in fault) return void response.destroy();
      if (result.ok) return sendText(response, 'ok');
      sendJson(response, result, { status: String(result.error).endsWith('_url') ? 404 : 400 });
    },
  };
}
