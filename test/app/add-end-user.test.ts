// Members create end users in a form: one for each form, however often it is sent.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { channel, endUserForms, textOf } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';

const running = await startTestApp();
const { fake, db, addOrganization, answer, command, exported, share } = running;
const { imported, rowOf, adding, sentAgain } = endUserForms(running);
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta & Söhne');

describe('add', () => {
  const newest = async () => (await db.execute(sql`select * from end_user order by id desc limit 1`))[0];

  it('creates an end user in the chosen organization', async () => {
    const form = await adding(dana);
    const done = await dana.submit(form, {
      organization: `Beta & Söhne · ${beta}`,
      name: 'Oz',
      email: ' oz@beta.example ',
      notification_reports: 'Yes',
    });
    const row = await newest();
    expect(row).toMatchObject({
      organization_id: String(beta),
      name: 'Oz',
      email: 'oz@beta.example',
      notification_reports: true,
      title: null,
    });
    expect(textOf(done.view)).toContain(`Oz · ${row?.id}`);
    const [operation] = await db.execute(sql`select kind, by from operation where id = ${row?.created_in}`);
    expect(operation).toEqual({ kind: 'hand', by: dana.id });
    expect(await command(dana, channel, `/endusers show ${row?.id}`)).toMatch(
      new RegExp(`• Created · by hand · <@${dana.id}>`),
    );
  });

  it('shows no menu of organizations when the command names one', async () => {
    const form = await adding(dana, `/endusers add ${acme}`);
    expect(textOf(form)).toContain(`In Acme Ltd · ${acme}.`);
    await dana.submit(form, { name: 'Pat' });
    expect(await newest()).toMatchObject({ name: 'Pat', organization_id: String(acme) });
  });

  it('asks once whether it is someone else when the end user looks like one who exists', async () => {
    const id = await imported(dana, acme, { name: 'Zoë Weiß', email: 'zoe@acme.example', phone: '555 0109' });
    const before = await newest();
    const form = await adding(dana, `/endusers add ${acme}`);
    const typed = { name: 'Zoe', email: 'ZOE@acme.example' };
    expect((await dana.submit(form, typed)).errors).toEqual({
      email: `Zoë Weiß · ${id} has the same email. If this is someone else, submit the form again.`,
    });
    expect((await dana.submit(form, { name: 'zoë weiß', email: '', mobile: '5550109' })).errors).toEqual({
      phone: `Zoë Weiß · ${id} has the same name and phone. If this is someone else, submit the form again.`,
    });
    expect(await newest()).toEqual(before);
    await dana.submit(form, typed);
    expect(await newest()).toMatchObject({ name: 'Zoe', email: 'ZOE@acme.example' });
  });

  it('reports the same email in another organization, without a question', async () => {
    const id = await imported(dana, beta, { name: 'Cy', email: 'cy@x.example' });
    const form = await adding(dana, `/endusers add ${acme}`);
    const done = await dana.submit(form, { name: 'Cyrus', email: 'CY@x.example' });
    expect(textOf(done.view)).toContain('Added ');
    expect(textOf(done.view)).toContain(`Cy · ${id}`);
    expect(textOf(done.view)).toContain(' has the same email.');
    const other = await dana.submit(await adding(dana, `/endusers add ${acme}`), { name: 'Dee' });
    expect(textOf(other.view)).not.toContain('same email');
  });

  it('shows the problem at each field, and asks for at least one field', async () => {
    const form = await adding(dana, `/endusers add "acme ltd"`);
    const before = await newest();
    expect((await dana.submit(form, { email: 'nope' })).errors).toEqual({
      email: 'email "nope" is not a valid address',
    });
    expect((await dana.submit(form, { name: '  ' })).errors).toEqual({
      name: expect.stringContaining('Fill in a name or any other field'),
    });
    expect(await newest()).toEqual(before);
    await dana.closeView(form);
  });

  it('creates no second end user when a form is sent twice', async () => {
    const form = await adding(dana, `/endusers add ${acme}`);
    await dana.submit(form, { name: 'Quinn' });
    await sentAgain();
    await sentAgain({ isSame: true });
    expect(await db.execute(sql`select id from end_user where name = 'Quinn'`)).toHaveLength(1);
  });

  it('accepts no id in a form that the app did not put there', async () => {
    const form = await adding(dana, `/endusers add ${acme}`);
    await dana.submit(form, { name: 'Ria' });
    const other = await imported(dana, acme, { name: 'Sid' });
    for (const id of [other, 999_999, 0]) {
      expect(await sentAgain({ metadata: `${id}.${acme}` })).toMatchObject({
        response_action: expect.stringMatching(/update|errors/),
      });
    }
    expect(await db.execute(sql`select id from end_user where name = 'Ria'`)).toHaveLength(1);
    expect(await rowOf(other)).toMatchObject({ name: 'Sid' });
  });

  it('suggests organizations when the named one does not exist', async () => {
    expect(await command(dana, channel, '/endusers add acm')).toContain('Acme Ltd');
    expect(await command(dana, channel, '/endusers add 999')).toContain('no organization with the id');
  });

  it('creates end users that can be exported and imported again', async () => {
    await dana.submit(await adding(dana, `/endusers add ${acme}`), { name: 'Wes' });
    const { message, file, text } = await exported(dana, channel, `/endusers export ${acme}`);
    expect(text).toContain(',Wes,');
    const shared = await share(dana, channel, text, { name: file.name, threadTs: message.ts });
    await answer(shared, /Nothing to change|nothing to change/);
  });

  it('asks for an organization in the command when there are more than a menu can hold', async () => {
    await db.execute(sql`
      insert into organization (workspace_id, name, created_by)
      select w.id, 'Company ' || i, 'U1' from workspace w, generate_series(1, 98) i`);
    const form = await adding(dana);
    const menu = form.content.blocks[0] as unknown as { element: { options: unknown[] } };
    expect(menu.element.options).toHaveLength(100);
    await dana.closeView(form);
    await addOrganization(dana, 'Company 101');
    const opened = fake.calls('views.open').length;
    expect(await command(dana, channel, '/endusers add')).toContain('There are 101 organizations');
    expect(fake.calls('views.open')).toHaveLength(opened);
  });
});
