// The HTTP routes for installing the app in a browser: our page, then Slack's, which redirects back to us.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../../http/server.ts';
import { type InstallStates, newBrowserKey, stateLifeMs } from '../../installations/install-state.ts';
import type { InstallationGrant } from '../../installations/save-installation.ts';
import type { Log } from '../../log.ts';
import { newErrorReference } from '../../model/error-reference.ts';
import { slackErrorOf } from '../web/slack-error.ts';
import type { AboutLinks } from './about-app.ts';
import {
  deniedPage,
  errorPage,
  installedPage,
  installPage,
  installPath,
  organizationWidePage,
  type Page,
  staleLinkPage,
} from './pages.ts';
import type { SlackOauth } from './slack-oauth.ts';

type InstallOptions = {
  readonly oauth: SlackOauth;
  readonly states: InstallStates;
  /** Stores the installation; replaces an earlier one in the same workspace. */
  readonly save: (grant: InstallationGrant) => Promise<void>;
  /** Addresses of whoever runs the app. */
  readonly links: AboutLinks;
  /** The address of Slack's web pages. */
  readonly webOrigin: string;
  readonly log: Log;
};

type PageResponse = { readonly page: Page; readonly cookie?: string };

/** A browser accepts the prefix `__Host-` only over HTTPS or from localhost, and never shares it with another host. */
const cookieName = '__Host-endusers-install';

/** Slack's error codes for an authorization code that is expired, already used, or made up. */
const codesRejected = new Set(['invalid_code', 'code_already_used', 'code_expired']);

export function createInstallRoutes({ oauth, states, save, links, webOrigin, log }: InstallOptions): Route[] {
  return [
    { path: installPath, method: 'GET', handler: respondWith(startInstall) },
    { path: '/slack/oauth_redirect', method: 'GET', handler: respondWith(finishInstall) },
  ];

  async function startInstall(request: IncomingMessage): Promise<PageResponse> {
    // The same key for all tabs of a browser, so that each tab can finish the installation it started.
    const browserKey = readBrowserKey(request) ?? newBrowserKey();
    const page = installPage(oauth.authorizeUrl(states.issue(browserKey)), links);
    const maxAge = stateLifeMs / 1_000;
    // Lax: the cookie must be sent when Slack's page redirects the browser back here.
    const cookie = `${cookieName}=${browserKey}; Path=/; Max-Age=${maxAge}; Secure; HttpOnly; SameSite=Lax`;
    return { page, cookie };
  }

  async function finishInstall(request: IncomingMessage): Promise<PageResponse> {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const browserKey = readBrowserKey(request);
    const state = query.get('state') ?? '';
    if (browserKey === null || !states.isIssued(state, browserKey)) return { page: staleLinkPage() };
    const code = query.get('code');
    // Nothing to install, so the state isn't used up: anyone can get here without Slack.
    if (query.has('error') || code === null) return { page: deniedPage() };
    return { page: (await states.redeem(state, browserKey)) ? await install(code) : staleLinkPage() };
  }

  async function install(code: string): Promise<Page> {
    try {
      const { grant, name, appId } = await oauth.exchangeCode(code);
      await save(grant);
      const { workspaceId, isEnterprise } = grant;
      log.info({ workspaceId, isEnterprise }, 'the app was installed');
      // https://docs.slack.dev/enterprise/organization-ready-apps: the app isn't in any workspace yet.
      if (isEnterprise) return organizationWidePage(name, addToWorkspacesUrl(webOrigin, workspaceId, appId));
      const query = new URLSearchParams({ app: appId, team: workspaceId });
      return installedPage(name, `${webOrigin}/app_redirect?${query}`, links);
    } catch (error) {
      if (codesRejected.has(slackErrorOf(error) ?? '')) return staleLinkPage();
      throw error;
    }
  }

  function respondWith(respond: (request: IncomingMessage) => Promise<PageResponse>): Route['handler'] {
    return (request, response) => {
      void respond(request)
        .catch((error: unknown): PageResponse => {
          const reference = newErrorReference();
          log.error({ err: error, reference }, 'an installation failed');
          return { page: errorPage(reference) };
        })
        .then((content) => send(response, content));
    };
  }
}

/** Slack's page where an organization's admin adds the app to workspaces. Its host begins with `app.`. */
function addToWorkspacesUrl(webOrigin: string, enterpriseId: string, appId: string): string {
  const url = new URL(`/manage/${enterpriseId}/integrations/profile/${appId}/workspaces/add`, webOrigin);
  if (url.hostname.endsWith('slack.com') || url.hostname.endsWith('slack-gov.com'))
    url.hostname = `app.${url.hostname.replace(/^www\./, '')}`;
  return url.href;
}

function send(response: ServerResponse, { page, cookie }: PageResponse): void {
  response.writeHead(page.status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // The URLs of these pages contain codes and states.
    'referrer-policy': 'no-referrer',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
  });
  response.end(page.html);
}

function readBrowserKey({ headers }: IncomingMessage): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [name, value = ''] = pair.trim().split('=', 2);
    if (name === cookieName && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}
