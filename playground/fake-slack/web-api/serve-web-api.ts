// Handles `/api/<method>`: applies faults, authenticates, checks rate limits and scopes, then runs the method.
import type { IncomingMessage } from 'node:http';
import type { FakeContext } from '../context.ts';
import type { Handler } from '../http/http-server.ts';
import { readBody, readValues, type Values } from '../http/request-body.ts';
import { sendFault, sendJson } from '../http/send-answer.ts';
import type { Installation, Json } from '../world/records.ts';
import { findMember, installationsWith } from '../world/world.ts';
import { createArgs } from './args.ts';
import { withoutSecrets } from './call-record.ts';
import { installationOfCall } from './installation-of-call.ts';
import type { BotMethod } from './method.ts';
import { appMethods, botMethods } from './methods/all-methods.ts';
import { createRateLimiter, type RateLimiter } from './rate-limiter.ts';
import { SlackError } from './slack-error.ts';

/** `retryAfter` is set if the call was rate-limited, in seconds. */
type Outcome = { result: Json; installation?: Installation; method?: BotMethod; retryAfter?: number };

function tokenOf(request: IncomingMessage, values: Values): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof values.token === 'string' ? values.token : undefined);
}

/**
 * Returns the token's installations: several if it is the token of an org-wide installation.
 *
 * @throws SlackError `not_authed`, `invalid_auth`, `account_inactive`, or `token_expired`
 */
function authenticate({ world }: FakeContext, token: string | undefined): Installation[] {
  if (token === undefined) throw new SlackError('not_authed');
  const installations = installationsWith(world, token);
  const [first] = installations;
  if (!first) throw new SlackError('invalid_auth');
  if (!first.active) throw new SlackError('account_inactive');
  if (first.expired.has(token)) throw new SlackError('token_expired');
  return installations;
}

/** @throws SlackError `missing_scope` if the token has none of the method's scopes */
function authorize({ scopes }: BotMethod, installation: Installation): void {
  if (scopes.length === 0 || scopes.some((scope) => installation.scopes.has(scope))) return;
  throw new SlackError('missing_scope', {
    needed: scopes.join(','),
    provided: [...installation.scopes].join(','),
  });
}

/** Slack names the token's scopes, and those that the method accepts, in the headers of every answer. */
function scopeHeaders({ method, installation }: Outcome): Record<string, string> {
  if (!installation) return {};
  return {
    'x-oauth-scopes': [...installation.scopes].join(','),
    ...(method && method.scopes.length > 0 ? { 'x-accepted-oauth-scopes': method.scopes.join(',') } : {}),
  };
}

async function runBotMethod(
  context: FakeContext,
  limiter: RateLimiter,
  name: string,
  values: Values,
  token: string | undefined,
): Promise<Outcome> {
  const method = botMethods[name];
  if (!method) throw new SlackError('unknown_method', { req_method: name });
  const installation = installationOfCall(context, authenticate(context, token), method, values)!;
  const retryAfter = limiter(name, installation.teamId, values);
  if (retryAfter !== undefined) {
    return { result: { ok: false, error: 'ratelimited' }, installation, retryAfter };
  }
  authorize(method, installation);
  const bot = findMember(context.world, installation.botUserId);
  try {
    const answer = await method.run(context, { args: createArgs(values), installation, bot });
    return { result: { ok: true, ...answer }, installation, method };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { result: error.toAnswer(), installation, method };
  }
}

export function createWebApiHandler(context: FakeContext): Handler {
  const { world, settings, faults, calls } = context;
  const limiter = createRateLimiter(settings);

  const run = async (name: string, values: Values, request: IncomingMessage): Promise<Outcome> => {
    const token = tokenOf(request, values);
    try {
      const appMethod = appMethods[name];
      if (!appMethod) return await runBotMethod(context, limiter, name, values, token);
      return { result: { ok: true, ...appMethod(context, values, token, request) } };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      return { result: error.toAnswer() };
    }
  };

  return async (request, response, url) => {
    const name = url.pathname.slice('/api/'.length);
    const type = request.headers['content-type'] ?? '';
    const body = await readValues(type, await readBody(request));
    if (!body) return sendJson(response, { ok: false, error: 'invalid_json' });
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
      const isAnswer = typeof fault === 'string' || 'status' in fault || 'error' in fault;
      if (isAnswer) record({ fault });
      if (await sendFault(response, fault)) return;
    }

    const outcome = await run(name, values, request);
    record(outcome.result, outcome.installation?.teamId);
    if (typeof fault === 'object' && 'acceptThenFail' in fault) return void response.destroy();
    const { retryAfter } = outcome;
    sendJson(response, outcome.result, {
      status: retryAfter === undefined ? 200 : 429,
      headers: {
        ...scopeHeaders(outcome),
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      },
    });
  };
}
