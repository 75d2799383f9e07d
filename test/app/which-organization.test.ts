// The organization of new end users: asked once for the file, named by rows, or named in the message.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendInteraction } from './send-interaction.ts';

const { fake, db, app, addOrganization, answer, applied, botsIn, command, exported, idle, ...more } =
  await startTestApp();
const { postedFile, privately, share } = more;
const dana = fake.member('dana');
const mia = fake.member('mia');
const sam = fake.member('sam');
const channel = 'end-users';
const rows = 'Name,Email\nAda,ada@x.example\nBob,bob@x.example\n';
const text = `<@${fake.app().botUserId}> please`;
const menu = { actionId: 'choose-organization' };
const addButton = { actionId: 'add-organizations-of-file' };

let acme: number;
let beta: number;

beforeAll(async () => {
  acme = await addOrganization(dana, 'Acme Ltd');
  beta = await addOrganization(dana, 'Beta GmbH');
});

type Shown = { text: { text: string }; value: string };

function optionsOf(plan: Message): Shown[] {
  return plan.blocks.flatMap((block) => {
    const accessory = block.accessory as { action_id?: string; options?: Shown[] } | undefined;
    return accessory?.action_id === menu.actionId ? (accessory.options ?? []) : [];
  });
}

const labelsOf = (plan: Message): string[] => optionsOf(plan).map(({ text }) => text.text);

describe('new rows without an organization, when there are several', () => {
  let shared: Message;
  let plan: Message;
  let stale: string;

  beforeAll(async () => {
    shared = await share(dana, channel, rows, { text });
    plan = await answer(shared, /Which organization/);
    stale = optionsOf(plan).at(-1)!.value;
  });

  it('are one question with a menu, not a problem on every row', () => {
    expect(plan.text).toContain('2 new end users wait for an organization.');
    expect(plan.text).toContain('Which organization are the 2 new end users for?');
    expect(labelsOf(plan)).toEqual(['Acme Ltd', 'Beta GmbH']);
    expect(plan.text).not.toMatch(/customer_id is empty|\[ Apply|left out|in the file below/);
  });

  it('come without a problem file while nothing else could be applied', async () => {
    await idle();
    expect(botsIn(shared).flatMap(fake.files)).toEqual([]);
  });

  it('go to the chosen organization, which is shown and can be changed', async () => {
    expect(await dana.select(plan, { ...menu, option: 'Beta GmbH' })).toMatchObject({ ok: true });
    const chosen = await answer(shared, /All in Beta GmbH/);
    expect(chosen.text).toContain('[ Beta GmbH ▾ ]');
    await dana.select(chosen, { ...menu, option: 'Acme Ltd' });
    const changed = await answer(shared, /All in Acme Ltd/);
    expect(changed.text).toContain('[ Apply to 2 end users ]');
  });

  it('stay where they are after a click on an older plan', async () => {
    const click = lastClick(fake);
    const action = { ...click.actions[0]!, selected_option: { value: stale } };
    await sendInteraction(fake, app.port, { ...click, trigger_id: randomUUID(), actions: [action] });
    expect((await privately(dana, /out of date/)).text).toContain('Your click changed nothing.');
    await idle();
    expect(botsIn(shared)[0]!.text).toContain('All in Acme Ltd');
  });

  it('are created in the organization', async () => {
    await applied(dana, shared);
    const { text } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(text).toMatch(/,Ada,.*ada@x\.example/s);
  });

  it('wait while the other rows can be applied, and are then in the problem file', async () => {
    const mixed = await share(dana, channel, `customer_id,name\n,Cy\n${acme},Di\n`, { text });
    const shown = await answer(mixed, /Which organization is the new end user for\?/);
    expect(shown.text).toContain('1 new · 1 left out');
    expect(shown.text).toContain('[ Apply to 1 end user ]');
    const file = await postedFile(mixed, /problems/);
    expect(await file.text()).toContain('Cy');
  });
});

describe('a menu of more than 100 organizations', () => {
  let shared: Message;
  let plan: Message;

  beforeAll(async () => {
    await db.execute(sql`
      insert into organization (workspace_id, name, created_by)
      select ${fake.app().teamId}, 'Many ' || n, 'U1' from generate_series(1, 120) n`);
    shared = await share(dana, channel, rows, { name: 'many.csv', text });
    plan = await answer(shared, /Which organization/);
  });

  it('is searched as the member types', async () => {
    expect((await dana.suggest(plan, menu, '')).length).toBe(100);
    expect((await dana.suggest(plan, menu, 'beta')).map(({ text }) => text)).toEqual(['Beta GmbH']);
    expect(await dana.suggest(plan, menu, 'nobody has this name')).toEqual([]);
  });

  it('shows no names to members who may not import', async () => {
    fake.invite(channel, 'sam');
    expect(await sam.suggest(plan, menu, 'beta')).toEqual([]);
    fake.kick(channel, 'sam');
  });

  it('chooses what was found, and shows it', async () => {
    expect(await dana.select(plan, { ...menu, option: 'Many 117' })).toMatchObject({ ok: true });
    const chosen = await answer(shared, /All in Many 117/);
    expect(chosen.text).toContain('[ Many 117 ▾ ]');
    await db.execute(sql`delete from organization where name like 'Many %' and name <> 'Many 117'`);
    await dana.click(chosen, { text: 'Cancel' });
  });
});

describe('rows that name organizations', () => {
  it('go to the organizations of these names', async () => {
    const content = readFileSync('test/fixtures/cases/two-orgs-company.csv');
    const plan = await answer(await share(dana, channel, content, { text }), /2 new/);
    expect(plan.text).toMatch(/Acme Ltd 1 new/);
    expect(plan.text).toMatch(/Beta GmbH 1 new/);
  });

  const unknown = 'Organization,Name\nGamma Inc,Ada\nGAMMA  inc,Bob\nDelta,Cy\nAcme Ltd,Di\n';

  it('are left out if nobody has the name, until an admin adds the organizations', async () => {
    const shared = await share(dana, channel, unknown, { text });
    const plan = await answer(shared, /1 new · 3 left out/);
    expect(plan.text).toContain('[ Add 2 organizations ]');
    await mia.click(plan, addButton);
    expect((await privately(mia, /add organizations/)).text).toContain('You need the role');
    expect(await dana.click(plan, addButton)).toMatchObject({ ok: true });
    const added = await answer(shared, /4 new/);
    expect(added.text).toMatch(/Gamma Inc 2 new/);
    expect(added.text).not.toContain('Add 2 organizations');
    expect(await command(dana, channel, '/endusers orgs gamma')).toContain('Gamma Inc');
    const [by] = await db.execute(sql`select created_by from organization where name = 'Gamma Inc'`);
    expect(by).toEqual({ created_by: dana.id });
    await db.execute(sql`delete from organization where name in ('Gamma Inc', 'Delta')`);
    await dana.click(added, { text: 'Cancel' });
  });

  it('are never added if a program damaged them', async () => {
    const damaged = 'Organization,Name,Email\nSmith &amp; Sons,Ada,a@x.example\n#REF!,Bob,b@x.example\n';
    const plan = await answer(await share(dana, channel, damaged, { text }), /2 left out/);
    expect(plan.text).toContain('Smith &amp;amp; Sons');
    expect(plan.text).not.toMatch(/\[ Add /);
    await dana.click(plan, { text: 'Cancel' });
  });

  it('can all go into one organization, or be left out again', async () => {
    const shared = await share(dana, channel, unknown, { text });
    const plan = await answer(shared, /To put all into one organization, choose it/);
    await dana.select(plan, { ...menu, option: 'Beta GmbH' });
    const into = await answer(shared, /4 new/);
    expect(into.text).toMatch(/Beta GmbH 3 new/);
    expect(into.text).toContain('these 3 rows go to Beta GmbH');
    expect(into.text).toContain('1 new row names an organization other than Beta GmbH and will go there.');
    await dana.select(into, { ...menu, option: 'Leave them out' });
    await answer(shared, /1 new · 3 left out/);
  });

  it('go where they say if the message names another one, and the plan says how many', async () => {
    const content = 'Organization,Name\nBeta GmbH,Ed\nAcme Ltd,Flo\nGamma Inc,Gus\n';
    const plan = await answer(await share(dana, channel, content, { text: `org ${acme}` }), /3 new/);
    expect(plan.text).toContain('1 new row names an organization other than Acme Ltd and will go there.');
    expect(plan.text).toContain(
      "1 organization in the file doesn't exist; its row goes to Acme Ltd: Gamma Inc (1 row)",
    );
  });

  it('name a column that is not read if none of the names exists and the message names one', async () => {
    const content = 'Company,Name,Email\nAcme,Ada,a@x.example\n';
    const plan = await answer(await share(dana, channel, content, { text: `org ${beta}` }), /1 new/);
    expect(plan.text).toContain('All in Beta GmbH');
    expect(plan.text).toContain('Column not read: `Company`');
    expect(plan.text).not.toContain("doesn't exist");
  });
});

describe('the name of an organization in the message', () => {
  it.each([
    'org Acme Ltd',
    'org "acme  ltd"',
    'these are for organization: ACME LTD, thanks',
    'org “Acme Ltd” please',
  ])('is as good as its id: %s', async (text) => {
    const plan = await answer(await share(dana, channel, 'name\nUma\nVic\n', { text }), /2 new/);
    expect(plan.text).toContain('All in Acme Ltd');
  });

  it('makes the file one for the bot', async () => {
    const shared = await share(dana, channel, 'a,b\n1,2\n', { text: 'org Acme Ltd' });
    expect((await answer(shared, /./)).text).toBeTruthy();
  });

  it('is said to be unknown, with the nearest, and the plan asks', async () => {
    const plan = await answer(
      await share(dana, channel, rows, { text: 'org Acme Ldt' }),
      /Which organization/,
    );
    expect(plan.text).toContain(
      'There is no organization Acme Ldt, which the message names. Did you mean Acme Ltd?',
    );
    expect(labelsOf(plan)).toContain('Acme Ltd');
  });

  it('is only a word where the message is about something else', async () => {
    const shared = await share(dana, channel, 'Deal,Amount\nx,1\n', { text: 'our org chart' });
    await idle();
    expect(botsIn(shared)).toEqual([]);
  });
});

describe('in a channel with external members', () => {
  it('the menu is only in the private plan', async () => {
    const shared = await share(dana, 'with-partner', rows, { text });
    const plan = await answer(shared, /Which organization/);
    expect(plan.text + JSON.stringify(plan.blocks)).not.toMatch(/Acme|Beta/);
    await dana.click(plan, { text: /^Show me/ });
    const whole = await privately(dana, /Which organization are the 2 new/);
    expect(labelsOf(whole)).toContain('Beta GmbH');
    await dana.select(whole, { ...menu, option: 'Beta GmbH' });
    const chosen = await answer(shared, /\[ Apply to 2/);
    expect(chosen.text + JSON.stringify(chosen.blocks)).not.toMatch(/Acme|Beta/);
  });
});
