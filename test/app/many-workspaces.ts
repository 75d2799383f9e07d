// The app for many workspaces: how a test runs it, installs it by browser, and acts in each of them.
import { randomBytes } from 'node:crypto';
import type { Driver, FakeSlack } from '../../playground/fake-slack/fake-slack.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { atTheEnd } from './at-the-end.ts';

export const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

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

/** The app, for this fake Slack; `env` holds the settings that differ. Stopped at the end. */
export async function manyAppOn(
  fake: FakeSlack,
  env: Readonly<Record<string, string>>,
  log = openLog('silent'),
): Promise<RunningApp> {
  const app = await startApp(readConfig({ ...settingsForMany(fake), ...env }), log);
  atTheEnd(() => app.stop());
  fake.connect(`http://127.0.0.1:${app.port}`);
  return app;
}

/** What a browser shows in the end, and where. */
export type Shown = {
  readonly status: number;
  readonly text: string;
  readonly url: URL;
  readonly headers: Headers;
};

export type Browser = {
  visit(url: string | URL): Promise<Shown>;
  /** As it is sent to the app. */
  cookie(): string;
  /** Clicks the button on the app's page, and gives the address that Slack sends the browser back to. */
  begin(answer?: Record<string, string>): Promise<URL>;
};

/** Keeps cookies for the app's host alone, and follows no redirect by itself. */
export function browserAt({ port }: Pick<RunningApp, 'port'>): Browser {
  const home = `http://127.0.0.1:${port}`;
  let cookie = '';
  async function visit(url: string | URL): Promise<Shown> {
    const address = new URL(url, home);
    const headers: Record<string, string> = address.origin === home && cookie ? { cookie } : {};
    const response = await fetch(address, { redirect: 'manual', headers });
    const [set] = response.headers.getSetCookie();
    if (set && address.origin === home) cookie = set.split(';', 1)[0]!;
    return { status: response.status, text: await response.text(), url: address, headers: response.headers };
  }
  return {
    visit,
    cookie: () => cookie,
    async begin(answer = {}) {
      const { text } = await visit('/slack/install');
      const href = /<a class="button" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
      const agree = new URL(href ?? 'the page has no button');
      for (const [name, value] of Object.entries(answer)) agree.searchParams.set(name, value);
      return new URL((await visit(agree)).headers.get('location') ?? 'Slack sends nowhere');
    },
  };
}

export type Tenant = { readonly id: string; readonly dana: Driver; readonly channel: string };

/** A workspace with its owner dana, in which the app is not yet. */
export function addTenant(fake: FakeSlack, id: string, name: string): { id: string; name: string } {
  fake.addWorkspace({ id, name });
  fake.addMember({ name: 'dana', kind: 'primary owner', workspace: id });
  return { id, name };
}

/** Installs the app there by a browser of its own, and gives it a channel. */
export async function install(fake: FakeSlack, app: RunningApp, id: string): Promise<Tenant> {
  const browser = browserAt(app);
  const { status, text } = await browser.visit(await browser.begin({ team: id }));
  if (status !== 200) throw new Error(`the installation ended with ${status}: ${text}`);
  const members = ['dana', fake.app(id).botUserId];
  const channel = fake.addChannel({ name: `desk-${id.toLowerCase()}`, workspace: id, members }).id;
  return { id, dana: fake.member('dana', id), channel };
}
