// Starts the app for many workspaces, and installs it in workspaces through a browser.
import { randomBytes } from 'node:crypto';
import type { Driver, FakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { closeAtEnd } from './close-at-end.ts';

/** A new key for TOKEN_ENCRYPTION_KEY. */
export const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** The environment variables of an app for many workspaces, over HTTP. */
export function settingsForMany(fake: FakeSlack): Record<string, string> {
  return {
    PORT: '0',
    SLACK_CLIENT_ID: fake.clientId,
    SLACK_CLIENT_SECRET: fake.clientSecret,
    SLACK_STATE_SECRET: 'a state secret of thirty-two letters or more',
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_API_URL: fake.apiUrl,
    TOKEN_ENCRYPTION_KEY: newKey('k1'),
  };
}

/** Starts the app for this fake Slack, and stops it at the end. `env` overrides the default settings. */
export async function startAppForMany(
  fake: FakeSlack,
  env: Readonly<Record<string, string>>,
  log = openLog('silent'),
): Promise<RunningApp> {
  const app = await startApp(readConfig({ ...settingsForMany(fake), ...env }), log);
  closeAtEnd(() => app.stop());
  fake.connect(`http://127.0.0.1:${app.port}`);
  return app;
}

/** A page that the browser shows. */
export type Page = {
  readonly status: number;
  readonly text: string;
  readonly url: URL;
  readonly headers: Headers;
};

export type Browser = {
  visit(url: string | URL): Promise<Page>;
  /**
   * Clicks the button on the app's page, and agrees on Slack's page. Resolves with the address to which Slack sends the
   * browser back.
   *
   * @param choices parameters of Slack's page: `team` chooses the workspace
   */
  begin(choices?: Record<string, string>): Promise<URL>;
};

/** Keeps cookies only for the app's host, and follows no redirects. */
export function browserAt({ port }: Pick<RunningApp, 'port'>): Browser {
  const home = `http://127.0.0.1:${port}`;
  let cookie = '';
  async function visit(url: string | URL): Promise<Page> {
    const address = new URL(url, home);
    const headers: Record<string, string> = address.origin === home && cookie ? { cookie } : {};
    const response = await fetch(address, { redirect: 'manual', headers });
    const [set] = response.headers.getSetCookie();
    if (set && address.origin === home) cookie = set.split(';', 1)[0]!;
    return { status: response.status, text: await response.text(), url: address, headers: response.headers };
  }
  return {
    visit,
    async begin(choices = {}) {
      const { text } = await visit('/slack/install');
      const href = /<a class="button" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      const agree = new URL(href ?? 'the page has no button');
      for (const [name, value] of Object.entries(choices)) agree.searchParams.set(name, value);
      return new URL((await visit(agree)).headers.get('location') ?? 'Slack does not redirect');
    },
  };
}

export type Tenant = { readonly id: string; readonly dana: Driver; readonly channel: string };

/** Adds a workspace with its owner dana, without the app. */
export function addTenant(fake: FakeSlack, id: string, name: string): { id: string; name: string } {
  fake.addWorkspace({ id, name });
  fake.addMember({ name: 'dana', kind: 'primary owner', workspace: id });
  return { id, name };
}

/** Installs the app in the workspace through a new browser, and adds a channel with dana and the bot. */
export async function install(fake: FakeSlack, app: RunningApp, id: string): Promise<Tenant> {
  const browser = browserAt(app);
  const { status, text } = await browser.visit(await browser.begin({ team: id }));
  if (status !== 200) throw new Error(`the installation ended with ${status}: ${text}`);
  const members = ['dana', fake.app(id).botUserId];
  const channel = fake.addChannel({ name: `desk-${id.toLowerCase()}`, workspace: id, members }).id;
  return { id, dana: fake.member('dana', id), channel };
}
