// Several workspaces in one database: each sees, changes, and exports only its own data, whatever ids a file names.
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { scopes } from './manifest.ts';
import { startAppOn, startTestSlack } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const { url } = await freshDatabase();
const harbor = await workspace('T0HARBOR1', 'Harbor Support');
const quay = await workspace('T0QUAY001', 'Quay Help');
const channel = 'end-users';

/** Starts an app for a workspace with one member and one channel. */
async function workspace(id: string, name: string) {
  const fake = await startTestSlack({ seed: 'none' });
  fake.addWorkspace({ id, name });
  fake.addMember({ name: 'dana', kind: 'admin' });
  const { botUserId } = fake.install({ workspace: id, scopes });
  fake.addChannel({ name: 'end-users', members: ['dana', botUserId] });
  const app = await startAppOn(fake, { DATABASE_URL: url });
  return { fake, app, dana: fake.member('dana'), ...conversationIn(fake) };
}

describe('two workspaces', () => {
  let harborOrganization: number;
  let quayOrganization: number;
  let anaAtHarbor: string;

  beforeAll(async () => {
    harborOrganization = await harbor.addOrganization(harbor.dana, 'Acme Ltd');
    quayOrganization = await quay.addOrganization(quay.dana, 'Acme Ltd');
    const shared = await harbor.share(harbor.dana, channel, `customer_id,name\n${harborOrganization},Ana\n`);
    await harbor.applied(harbor.dana, shared);
    const { text } = await harbor.exported(harbor.dana, channel, '/endusers export all');
    anaAtHarbor = /(\d+),Ana/.exec(text)![1]!;
  });

  it('may have organizations with the same name, and list their own', async () => {
    const list = await quay.command(quay.dana, channel, '/endusers orgs');
    expect(list).toContain('1 organization');
    expect(list).toContain(`\`${quayOrganization}\` · Acme Ltd`);
    expect(quayOrganization).not.toBe(harborOrganization);
  });

  it('export only their own end users', async () => {
    const { text } = await quay.exported(quay.dana, channel, '/endusers export all');
    expect(text).not.toContain('Ana');
    expect(await quay.command(quay.dana, channel, `/endusers export ${harborOrganization}`)).toContain(
      'There is no organization with the id',
    );
  });

  it("don't find each other's organizations and end users", async () => {
    const file = `customer_id,contact_id,name\n${harborOrganization},,Bo\n,${anaAtHarbor},Mallory\n${quayOrganization},,Cy\n`;
    const plan = await quay.answer(await quay.share(quay.dana, channel, file), /1 new · 2 left out/);
    expect(plan.text).toContain(`organization ${harborOrganization} doesn't exist`);
    expect(plan.text).toContain(`contact_id ${anaAtHarbor} doesn't exist in this workspace`);
  });

  it("don't see each other's imports and exports", async () => {
    const own = await harbor.command(harbor.dana, channel, '/endusers results');
    const number = /`(\d+)`/.exec(own)![1]!;
    expect(await quay.command(quay.dana, channel, `/endusers results ${number}`)).toContain(
      'There is no import',
    );
    const downloads = await quay.command(quay.dana, channel, '/endusers downloads');
    expect(downloads).toContain('T0QUAY001_');
    expect(downloads).not.toContain('T0HARBOR1_');
  });

  it("can't decide on each other's plans", async () => {
    const ofHarbor = await harbor.share(
      harbor.dana,
      channel,
      `customer_id,name\n${harborOrganization},Dee\n`,
    );
    const plan = await harbor.answer(ofHarbor, /1 new/);
    const number = harbor.fake
      .now(plan)!
      .blocks.flatMap((block) => JSON.stringify(block).match(/\d+\.1"/) ?? []);
    const ofQuay = await quay.share(quay.dana, channel, `customer_id,name\n${quayOrganization},Eve\n`);
    await quay.dana.click(await quay.answer(ofQuay, /1 new/), { text: 'Cancel' });
    const value = number[0]!.slice(0, -1);
    for (const actionId of ['apply-import', 'cancel-import']) {
      await sendClick(quay.fake, quay.app.port, lastClick(quay.fake), { actionId, value });
    }
    await harbor.applied(harbor.dana, ofHarbor);
  });

  it("don't accept rows of each other's problem files", async () => {
    const wrong = await harbor.share(harbor.dana, channel, `customer_id,name,email\n,Fay,nope\n`);
    const text = await (await harbor.postedFile(wrong, /problems/)).text();
    const fixed = text.replace(',nope\r\n', ',fay@x.example\r\n');
    await harbor.applied(harbor.dana, await harbor.share(harbor.dana, channel, fixed));
    const elsewhere = await quay.share(quay.dana, channel, fixed);
    const plan = await quay.answer(elsewhere, /1 new/);
    expect(plan.text).not.toContain('applied before');
  });

  it('run only their own jobs, on their own Slack', () => {
    for (const { fake } of [harbor, quay]) {
      const strange = fake.calls().filter(({ result }) => result.ok !== true);
      expect(strange).toEqual([]);
    }
  });
});
