// Addresses at which the app may answer a command or click later: five times within half an hour.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults.ts';
import { answerFault, answerJson, answerText } from '../http/answer.ts';
import { readBody, readValues } from '../http/body.ts';
import type { Talk } from '../talk.ts';
import type { ApiCall } from '../web-api/calls.ts';
import { Refusal } from '../web-api/refusal.ts';
import type { Json } from '../world/records.ts';
import type { World } from '../world/world.ts';
import { type Place, respond } from './respond.ts';

/** docs.slack.dev/interactivity/handling-user-interaction#message_responses: 5 times within 30 minutes. */
const uses = 5;
const lifeMs = 30 * 60_000;

export type ResponseUrls = {
  issue(place: Place): string;
  receive(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
};

export function createResponseUrls(world: World, talk: Talk, faults: Faults, calls: ApiCall[]): ResponseUrls {
  const known = new Map<string, { place: Place; left: number; at: number }>();

  const answerTo = (id: string, values: Json | undefined): Json => {
    const entry = known.get(id);
    if (!entry || Date.now() - entry.at > lifeMs) return { ok: false, error: 'expired_url' };
    if (entry.left === 0) return { ok: false, error: 'used_url' };
    if (!values) return { ok: false, error: 'invalid_payload' };
    entry.left -= 1;
    try {
      respond(world, talk, entry.place, values);
      return { ok: true };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ok: false, error: error.code, ...error.extra };
    }
  };

  return {
    issue(place) {
      const id = randomBytes(12).toString('hex');
      known.set(id, { place, left: uses, at: Date.now() });
      return `${world.url}/actions/${place.teamId}/${id}`;
    },
    async receive(request, response, url) {
      const id = url.pathname.split('/').at(-1) ?? '';
      const values = await readValues('application/json', await readBody(request));
      const fault = faults.take('response_url', values ?? {});
      if (fault && (await answerFault(response, fault))) return;
      const result = answerTo(id, values);
      calls.push({ method: 'response_url', at: Date.now(), args: values ?? {}, result });
      world.changes.emit({ kind: 'call', id: 'response_url' });
      if (typeof fault === 'object' && 'acceptThenFail' in fault) return void response.destroy();
      if (result.ok) return answerText(response, 'ok');
      answerJson(response, result, { status: String(result.error).endsWith('_url') ? 404 : 400 });
    },
  };
}
