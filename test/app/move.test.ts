// Moving end users in Slack: by the choice on a plan, and by the form.
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { channel, endUserForms, textOf } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';

const running = await startTestApp();
const { fake, db, addOrganization, answer, applied, botsIn, command, exported, idle, privately, share } =
  running;
const { editing, imported, rowOf } = endUserForms(running);
const dana = fake.member('dana');
const lee = fake.member('lee');
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta GmbH');

const organizationOf = async (id: number) => Number((await rowOf(id))?.organization_id);

/** Undoes what a result says, by its button. */
async function undo(shared: Awaited<ReturnType<typeof share>>): Promise<string> {
  await dana.click(botsIn(shared).findLast(({ text }) => text.includes('[ Undo ]'))!, { text: 'Undo' });
  return (await answer(shared, /ndone by/)).text;
}

describe('a file with another customer_id', () => {
  let ana: number;
  let bo: number;

  beforeAll(async () => {
    ana = await imported(dana, acme, { name: 'Ana', email: 'ana@x.example' });
    bo = await imported(dana, acme, { name: 'Bo', email: 'bo@x.example' });
  });

  it('asks first, naming who would move where, and moves them once a member says so', async () => {
    const shared = await share(dana, channel, `customer_id,contact_id\n${beta},${ana}\n${beta},${bo}\n`);
    const plan = await answer(shared, /would move end users/);
    expect(plan.text).toContain('2 rows would move end users to other organizations.  [ Leave out ▾ ]');
    expect(plan.text).toContain(`line 2: Ana · ${ana}: from Acme Ltd · ${acme} to Beta GmbH · ${beta}`);
    expect(plan.text).toContain(`contact_id ${ana} belongs to organization ${acme}, not to ${beta}`);
    expect(plan.text).not.toContain('[ Apply');
    await dana.select(plan, { actionId: 'choose-other-organizations', option: 'Move them' });
    const moving = await answer(shared, /2 moved/);
    expect(moving.text).toContain('Acme Ltd 2 moved away · Beta GmbH 2 moved here');
    expect(moving.text).toMatch(/organization[\s\S]*Acme Ltd · \d+[\s\S]*Beta GmbH · \d+/);
    const result = await applied(dana, shared);
    expect(result.text).toContain('2 moved');
    expect(await organizationOf(ana)).toBe(beta);
    expect((await exported(dana, channel, `/endusers export ${beta}`)).text).toContain('Ana');
    const shown = await command(dana, channel, `/endusers show ${ana}`);
    expect(shown).toContain('Beta GmbH');
    expect(shown).toMatch(
      new RegExp(
        `Moved from Acme Ltd · ${acme} to Beta GmbH · ${beta} · import \\d+, line 2 · <@${dana.id}>`,
      ),
    );
    expect(await undo(shared)).toContain('2 end users reverted (2 cells)');
    expect([await organizationOf(ana), await organizationOf(bo)]).toEqual([acme, acme]);
  });

  it('is never applied at once, whatever was chosen', async () => {
    await command(dana, channel, '/endusers settings apply at once');
    const shared = await share(dana, channel, `customer_id,contact_id\n${beta},${ana}\n`);
    const plan = await answer(shared, /would move an end user/);
    await idle();
    await dana.select(plan, { actionId: 'choose-other-organizations', option: 'Move them' });
    await answer(shared, /\[ Apply to 1 end user ]/);
    await idle();
    expect(await organizationOf(ana)).toBe(acme);
    await command(dana, channel, '/endusers settings apply after approval');
  });

  it('shows no names where people from another company read', async () => {
    const shared = await share(dana, 'with-partner', `customer_id,contact_id\n${beta},${ana}\n`);
    const plan = await answer(shared, /would move an end user/);
    expect(plan.text).toContain(`the end user belongs to another organization, not to ${beta}`);
    await dana.select(plan, { actionId: 'choose-other-organizations', option: 'Move them' });
    const moving = await answer(shared, /1 moved/);
    await dana.click(moving, { text: 'Show me what would change' });
    expect((await privately(dana, /Acme Ltd · \d+/)).text).toContain(`Beta GmbH · ${beta}`);
    await applied(dana, shared);
    await undo(shared);
    const said = botsIn(shared).map(({ text, blocks }) => text + JSON.stringify(blocks));
    expect(said.join('\n')).not.toMatch(/Acme|Beta|Ana/);
  });
});

describe('the form', () => {
  it('moves an end user, which its history and the undo of the import treat as any change', async () => {
    const id = await imported(dana, acme, { name: 'Cy', title: 'CTO' });
    const done = await lee.submit(await editing(lee, id), {
      organization: `Beta GmbH · ${beta}`,
      title: 'Boss',
    });
    expect(textOf(done.view)).toContain('Changed 2 fields of ');
    expect(textOf(done.view)).toContain('Title, Organization (now Beta GmbH)');
    expect(await rowOf(id)).toMatchObject({ organization_id: String(beta), title: 'Boss' });
    expect(await command(dana, channel, `/endusers show ${id}`)).toMatch(
      new RegExp(`Moved from Acme Ltd · ${acme} to Beta GmbH · ${beta} · by hand · <@${lee.id}>`),
    );
    expect(await command(dana, channel, `/endusers show ${id} organization`)).toContain(
      'Moved from Acme Ltd',
    );
    const [recorded] = await db.execute(sql`
      select c.before, c.after from change c where c.end_user_id = ${id} order by c.operation_id desc limit 1`);
    expect(recorded).toEqual({
      before: { title: 'CTO', organization_id: acme },
      after: { title: 'Boss', organization_id: beta },
    });
  });

  it('asks when someone there has the same email, and moves them if it is submitted again', async () => {
    const id = await imported(dana, acme, { name: 'Di', email: 'di@x.example' });
    const other = await imported(dana, beta, { name: 'Diana', email: 'DI@x.example' });
    const form = await editing(dana, id);
    const asked = await dana.submit(form, { organization: String(beta) });
    expect(asked.errors).toEqual({
      organization: `Diana · ${other} there has the same email. If this is someone else, submit the form again.`,
    });
    expect(await organizationOf(id)).toBe(acme);
    await dana.submit(form, { organization: String(beta) });
    expect(await organizationOf(id)).toBe(beta);
  });

  it('moves nobody whom someone else has moved since it was opened', async () => {
    const gamma = await addOrganization(dana, 'Gamma AG');
    const id = await imported(dana, acme, { name: 'Eve' });
    const form = await editing(dana, id);
    await lee.submit(await editing(lee, id), { organization: String(gamma) });
    const late = await dana.submit(form, { organization: String(beta) });
    expect(late.errors.organization).toContain('someone changed the organization while this form was open');
    expect(late.errors.organization).toContain('Gamma AG');
    expect(await organizationOf(id)).toBe(gamma);
    // What the member didn't touch stays, however new it is.
    await dana.submit(form, { title: 'CTO' });
    expect(await rowOf(id)).toMatchObject({ title: 'CTO', organization_id: String(gamma) });
  });

  it('has a menu with search where there are more than 100 organizations', async () => {
    await db.execute(sql`
      insert into organization (workspace_id, name, created_by)
      select workspace_id, 'Many ' || n, 'U1' from organization, generate_series(1, 100) n where id = ${acme}`);
    const [many] = await db.execute(sql`select id::integer as id from organization where name = 'Many 77'`);
    const id = await imported(dana, acme, { name: 'Fay' });
    const form = await editing(dana, id);
    await dana.submit(form, { organization: String(many?.id) });
    expect(await organizationOf(id)).toBe(many?.id);
  });
});
