// Adds a workspace to the fake Slack, and installs the app in it through the app's page, as its owner does in a browser.
import type { Driver, FakeSlack } from '../playground/fake-slack/fake-slack.ts';
import type { MeasuredApp } from './with-app.ts';

/** A workspace with the app, as its owner uses it in one channel. */
export type Desk = {
  readonly fake: FakeSlack;
  readonly workspaceId: string;
  readonly owner: Driver;
  readonly channel: string;
  readonly organizationIds: readonly number[];
};

export async function installWorkspace(
  { fake, url }: MeasuredApp,
  workspaceId: string,
  organizations: number,
): Promise<Desk> {
  fake.addWorkspace({ id: workspaceId, name: `Workspace ${workspaceId}` });
  fake.addMember({ name: 'dana', kind: 'primary owner', workspace: workspaceId });
  await agreeToInstall(url, workspaceId);
  const members = ['dana', fake.app(workspaceId).botUserId];
  const name = `desk-${workspaceId.toLowerCase()}`;
  const channel = fake.addChannel({ name, workspace: workspaceId, members }).id;
  const owner = fake.member('dana', workspaceId);
  const organizationIds: number[] = [];
  for (let n = 1; n <= organizations; n++) {
    const { message } = await owner.command(channel, `/endusers org add Organization ${n}`);
    const id = /\(id `(\d+)`\)/.exec(message?.text ?? '')?.[1];
    if (id === undefined) throw new Error(`organization ${n} was not added: ${message?.text}`);
    organizationIds.push(Number(id));
  }
  return { fake, workspaceId, owner, channel, organizationIds };
}

/** The cookie ties Slack's answer to the browser that began. */
async function agreeToInstall(appUrl: string, team: string): Promise<void> {
  const page = await fetch(`${appUrl}/slack/install`);
  const cookie = page.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const link = /<a class="button" href="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&');
  const agree = new URL(link ?? 'the page has no button');
  agree.searchParams.set('team', team);
  const agreed = await fetch(agree, { redirect: 'manual' });
  const back = new URL(agreed.headers.get('location') ?? 'Slack does not redirect', appUrl);
  const installed = await fetch(back, { redirect: 'manual', headers: { cookie } });
  if (installed.status !== 200) throw new Error(`the installation ended with ${installed.status}`);
}
