// Two workspaces share a channel, and both have the app in it. Slack sends each event once, for the workspace that
// joined last, but a shared file belongs to the workspace of the member, with its bot and its permissions.
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { freshDatabase } from '../database.ts';
import { conversationIn } from './conversation.ts';
import { addTenant, install, startAppForMany, type Tenant } from './many-workspaces.ts';
import { idleOn, startTestSlack } from './running-app.ts';

const { db, url } = await freshDatabase();
const fake = await startTestSlack({ seed: 'none' });
const ids = ['T0HARBOR1', 'T0QUAY001', 'T0PIER001'] as const;
for (const id of ids) addTenant(fake, id, id);
fake.addMember({ name: 'lee', workspace: 'T0HARBOR1' });
const app = await startAppForMany(fake, { DATABASE_URL: url });
const { answer, applied, botsIn, command, share } = conversationIn(fake);
const idle = idleOn(fake, db);
const lee = fake.member('lee', 'T0HARBOR1');

let harbor: Tenant;
let quay: Tenant;
let pier: Tenant;
let acme: number;
let channel: string;

const importsOf = (shared: Message) =>
  db.execute<{ workspace: string }>(
    sql`select workspace_id as workspace from import where share_ts = ${shared.ts} order by 1`,
  );
const teamsIn = (shared: Message) => botsIn(shared).map(({ teamId }) => teamId);

/** The last event about this message, as if it were for the other workspace. */
async function alsoFor({ id }: Tenant, { ts }: Message): Promise<void> {
  const { payload } = fake
    .deliveries()
    .findLast(({ payload }) => (payload.event as { ts?: string } | undefined)?.ts === ts)!;
  const [authorization] = payload.authorizations as object[];
  const authorizations = [{ ...authorization, team_id: id, user_id: fake.app(id).botUserId }];
  const again = { ...payload, event_id: `Ev ${id} ${ts}`, context_team_id: id, authorizations };
  expect(await fake.repeatEvent(again)).toMatchObject({ status: 200 });
  await idle();
}

beforeAll(async () => {
  harbor = await install(fake, app, ids[0]);
  quay = await install(fake, app, ids[1]);
  pier = await install(fake, app, ids[2]);
  const added = await command(harbor.dana, harbor.channel, '/endusers org add Acme Ltd');
  acme = Number(/\(id `(\d+)`\)/.exec(added)?.[1]);
  await command(quay.dana, quay.channel, '/endusers org add Quay Ltd');
  const bots = [harbor, quay].map(({ id }) => fake.app(id).botUserId);
  channel = fake.addChannel({
    name: 'both',
    workspace: harbor.id,
    sharedWith: [quay.id, pier.id],
    members: [harbor.dana.id, quay.dana.id, pier.dana.id, lee.id, ...bots],
  }).id;
});

it('a file is imported into the workspace of the member who shared it, and answered by its bot', async () => {
  const shared = await share(harbor.dana, channel, `customer_id,name\n${acme},Ana\n`);
  await applied(harbor.dana, shared);
  await idle();
  const told = fake.deliveries().findLast(({ payload }) => (payload.event as Message | undefined)?.files);
  expect(told?.payload).toMatchObject({ authorizations: [{ team_id: quay.id }] });
  expect(await importsOf(shared)).toEqual([{ workspace: harbor.id }]);
  expect(teamsIn(shared)).toEqual([harbor.id]);

  const theirs = await share(quay.dana, channel, `customer_id,name\n${acme},Ana\n`);
  const plan = await answer(theirs, /1 left out/);
  expect(plan.text).toContain(`organization ${acme} doesn't exist`);
  expect(await importsOf(theirs)).toEqual([{ workspace: quay.id }]);
  await idle();
  expect(new Set(teamsIn(theirs))).toEqual(new Set([quay.id]));
});

it('a file is imported once even if Slack sends the event for each workspace', async () => {
  const shared = await share(harbor.dana, channel, `customer_id,name\n${acme},Bo\n`);
  await answer(shared, /1 new/);
  await idle();
  await alsoFor(harbor, shared);
  expect(await importsOf(shared)).toEqual([{ workspace: harbor.id }]);
  expect(botsIn(shared)).toHaveLength(1);
});

it("a question is answered once, by the bot of the member's workspace", async () => {
  const bot = fake.app(harbor.id).botUserId;
  const asked = harbor.dana.post({ channel, text: `<@${bot}> what can you do?` });
  await answer(asked, /share a CSV file/);
  await idle();
  await alsoFor(quay, asked);
  expect(teamsIn(asked)).toEqual([harbor.id]);
});

it('a member who may not import in their own workspace is denied there, once', async () => {
  const shared = await share(lee, channel, `customer_id,name\n${acme},Cy\n`);
  await fake.until(() => lee.ephemerals()[0], { what: 'the refusal' });
  await idle();
  await alsoFor(harbor, shared);
  expect(lee.ephemerals().map(({ text, teamId }) => [teamId, text])).toEqual([
    [harbor.id, expect.stringContaining('You need the role edit to import end users')],
  ]);
  expect([...botsIn(shared), ...(await importsOf(shared))]).toEqual([]);
});

it('a member whose workspace has no bot in the channel gets no answer', async () => {
  const shared = await share(pier.dana, channel, `customer_id,name\n${acme},Di\n`);
  await idle();
  expect([...botsIn(shared), ...pier.dana.ephemerals(), ...(await importsOf(shared))]).toEqual([]);
});

it('a member of the other workspace can neither look at a plan nor decide on it', async () => {
  const shared = await share(harbor.dana, channel, `customer_id,name\n${acme},Eve\n`);
  const plan = await answer(shared, /1 new/);
  const before = quay.dana.ephemerals().length;
  for (const text of [/^Show me/, /^Apply/, 'Cancel']) {
    expect(await quay.dana.click(plan, { text })).toMatchObject({ ok: true });
  }
  await idle();
  expect(fake.now(plan)).toEqual(plan);
  const result = await applied(harbor.dana, shared);
  for (const text of [/^Show them/, /^Undo/]) await quay.dana.click(result, { text });
  await idle();
  expect(fake.now(result)).toEqual(result);
  const told = quay.dana
    .ephemerals()
    .slice(before)
    .map((it) => it.text);
  // Each click is answered.
  expect(told).toHaveLength(5);
  for (const text of told) expect(text).toContain('belongs to the app of another workspace');
  expect(told.join('\n')).not.toContain('Eve');
});
