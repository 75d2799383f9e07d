// Answers `/api/<method>`: who asks, may they, is a fault or a limit in the way, then the method itself.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults.ts';
import { answerFault, answerJson } from '../http/answer.ts';
import { readBody, readValues, type Values } from '../http/body.ts';
import type { Handler } from '../http/server.ts';
import type { Installation, Json } from '../world/records.ts';
import { findMember, installationWith, type World } from '../world/world.ts';
import { createArgs } from './args.ts';
import { type ApiCall, withoutSecrets } from './calls.ts';
import type { Method, Methods } from './method.ts';
import type { Pace } from './pace.ts';
import { Refusal } from './refusal.ts';

/** A method of the app as a whole: with an app-level token, or with none. It is given the request as it is. */
export type OpenMethod = (values: Values, token: string | undefined, request: IncomingMessage) => Json;

type Outcome = { result: Json; installation?: Installation; method?: Method; seconds?: number };

type Serving = {
  world: World;
  methods: Methods;
  openMethods: Record<string, OpenMethod>;
  faults: Faults;
  pace: Pace;
  calls: ApiCall[];
};

function tokenOf(request: IncomingMessage, values: Values): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof values.token === 'string' ? values.token : undefined);
}

/** The installation with this token. Refuses: `not_authed`, `invalid_auth`, `account_inactive`, `token_expired`. */
function authenticate(world: World, token: string | undefined): Installation {
  if (token === undefined) throw new Refusal('not_authed');
  const found = installationWith(world, token);
  if (!found) throw new Refusal('invalid_auth');
  if (!found.active) throw new Refusal('account_inactive');
  if (found.expired.has(token)) throw new Refusal('token_expired');
  return found;
}

function allow(method: Method, installation: Installation): void {
  const { scopes } = method;
  if (scopes.length === 0 || scopes.some((scope) => installation.scopes.has(scope))) return;
  throw new Refusal('missing_scope', {
    needed: scopes.join(','),
    provided: [...installation.scopes].join(','),
  });
}

function scopeHeaders(
  method: Method | undefined,
  installation: Installation | undefined,
): Record<string, string> {
  if (!installation) return {};
  return {
    'x-oauth-scopes': [...installation.scopes].join(','),
    ...(method && method.scopes.length > 0 ? { 'x-accepted-oauth-scopes': method.scopes.join(',') } : {}),
  };
}

export function createWebApi(serving: Serving): Handler {
  const { world, methods, openMethods, faults, pace, calls } = serving;

  const run = async (name: string, values: Values, request: IncomingMessage): Promise<Outcome> => {
    const token = tokenOf(request, values);
    const open = openMethods[name];
    if (open) return { result: { ok: true, ...open(values, token, request) } };
    const method = methods[name];
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    const installation = authenticate(world, token);
    const seconds = pace(name, installation.teamId, values);
    if (seconds !== undefined) return { result: { ok: false, error: 'ratelimited' }, installation, seconds };
    allow(method, installation);
    const bot = findMember(world, installation.botUserId);
    try {
      const answer = await method.run({ args: createArgs(values), installation, bot });
      return { result: { ok: true, ...answer }, installation, method };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { result: { ok: false, error: error.code, ...error.extra }, installation, method };
    }
  };

  const attempt = async (name: string, values: Values, request: IncomingMessage): Promise<Outcome> => {
    try {
      return await run(name, values, request);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { result: { ok: false, error: error.code, ...error.extra } };
    }
  };

  return async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const name = url.pathname.slice('/api/'.length);
    const type = request.headers['content-type'] ?? '';
    const body = await readValues(type, await readBody(request));
    if (!body) return answerJson(response, { ok: false, error: 'invalid_json' });
    const values: Values = { ...Object.fromEntries(url.searchParams), ...body };

    const record = (result: Json, teamId?: string) => {
      calls.push({
        method: name,
        at: Date.now(),
        args: withoutSecrets(values),
        result,
        ...(teamId ? { teamId } : {}),
      });
      world.changes.emit({ kind: 'call', id: name });
    };
    const fault = faults.take(name, values);
    if (fault) {
      const replaced = typeof fault === 'string' || 'status' in fault || 'error' in fault;
      if (replaced) record({ fault });
      if (await answerFault(response, fault)) return;
    }

    const outcome = await attempt(name, values, request);
    record(outcome.result, outcome.installation?.teamId);
    if (typeof fault === 'object' && 'acceptThenFail' in fault) return void response.destroy();
    answerJson(response, outcome.result, {
      status: outcome.seconds === undefined ? 200 : 429,
      headers: {
        ...scopeHeaders(outcome.method, outcome.installation),
        ...(outcome.seconds === undefined ? {} : { 'retry-after': String(outcome.seconds) }),
      },
    });
  };
}
