// Installing the app by browser: our page, Slack's, and back.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../../http/server.ts';
import { type InstallStates, newBrowserKey, stateLifeMs } from '../../installations/install-state.ts';
import type { Granted } from '../../installations/keep-installation.ts';
import type { Log } from '../../log.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import {
  beginPage,
  brokenPage,
  deniedPage,
  installedPage,
  installPath,
  organizationWidePage,
  type Page,
  staleLinkPage,
} from './pages.ts';
import { OrganizationWideInstallError, type SlackOauth } from './slack-oauth.ts';

type Parts = {
  readonly oauth: SlackOauth;
  readonly states: InstallStates;
  /** Keeps what Slack gave, in place of what it gave before. */
  readonly keep: (granted: Granted) => Promise<void>;
  readonly log: Log;
};

type Answer = { readonly page: Page; readonly cookie?: string };

/** By its name a browser takes it only over HTTPS (or from this machine), and from no other host. */
const cookieName = '__Host-endusers-install';

/** Slack says so of a code that came late, twice, or from nowhere. */
const codesRefused = new Set(['invalid_code', 'code_already_used', 'code_expired']);

export function installRoutes({ oauth, states, keep, log }: Parts): Route[] {
  return [
    { path: installPath, method: 'GET', handler: answerWith(begin) },
    { path: '/slack/oauth_redirect', method: 'GET', handler: answerWith(end) },
  ];

  async function begin(request: IncomingMessage): Promise<Answer> {
    // The same for all of a browser's tabs, so that each can end what it began.
    const browser = browserKeyIn(request) ?? newBrowserKey();
    const page = beginPage(oauth.authorizeUrl(await states.issue(browser)));
    const maxAge = stateLifeMs / 1_000;
    // Lax: Slack's page sends the browser here, and the cookie has to come along.
    const cookie = `${cookieName}=${browser}; Path=/; Max-Age=${maxAge}; Secure; HttpOnly; SameSite=Lax`;
    return { page, cookie };
  }

  async function end(request: IncomingMessage): Promise<Answer> {
    const asked = new URL(request.url ?? '', 'http://localhost').searchParams;
    const browser = browserKeyIn(request);
    const isOurs = browser !== null && (await states.redeem(asked.get('state') ?? '', browser));
    if (!isOurs) return { page: staleLinkPage() };
    const code = asked.get('code');
    return { page: asked.has('error') || code === null ? deniedPage() : await install(code) };
  }

  async function install(code: string): Promise<Page> {
    try {
      const { granted, teamName, appId } = await oauth.redeem(code);
      await keep(granted);
      log.info({ workspaceId: granted.workspaceId }, 'the app was installed');
      const query = new URLSearchParams({ app: appId, team: granted.workspaceId });
      return installedPage(teamName, `https://slack.com/app_redirect?${query}`);
    } catch (error) {
      if (error instanceof OrganizationWideInstallError) return organizationWidePage();
      if (codesRefused.has(slackErrorOf(error) ?? '')) return staleLinkPage();
      throw error;
    }
  }

  function answerWith(answer: (request: IncomingMessage) => Promise<Answer>): Route['handler'] {
    return (request, response) => {
      void answer(request)
        .catch((error: unknown): Answer => {
          const reference = newErrorReference();
          log.error({ err: error, reference }, 'an installation failed');
          return { page: brokenPage(reference) };
        })
        .then((it) => write(response, it));
    };
  }
}

function write(response: ServerResponse, { page, cookie }: Answer): void {
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // Codes and states are in our addresses.
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
  });
  response.end(page.html);
}

function browserKeyIn({ headers }: IncomingMessage): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === cookieName && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}
