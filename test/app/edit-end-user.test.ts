// Members edit end users in a form: only fields that they changed, and only if the values are still those that they saw.

import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { createGate } from '../gate.ts';
import { channel, endUserForms, textOf } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';

const running = await startTestApp();
const { fake, db, addOrganization, answer, applied, command, exported, share, privately } = running;
const { adding, imported, rowOf, editing, newestForm, sentAgain } = endUserForms(running);
const dana = fake.member('dana');
const lee = fake.member('lee');
const acme = await addOrganization(dana, 'Acme Ltd');

describe('edit', () => {
  it('shows every field with its value, and stores the changed ones', async () => {
    const id = await imported(dana, acme, {
      name: 'Fay',
      phone: '0123',
      notification_billing: 'yes',
      notes: 'a\r\nb',
    });
    const form = await editing(dana, id);
    const inputs = form.content.blocks.filter(({ type }) => type === 'input');
    expect(inputs).toHaveLength(19);
    expect(form.content.private_metadata).toMatch(/^\d+\.\d+$/);
    const before = await rowOf(id);
    const done = await dana.submit(form, {
      title: '  CTO ',
      phone: '',
      notification_billing: 'Not set',
      notification_marketing: 'No',
      vendor_id: '007',
      custom_fields: '{"b":1,  "a":"x"}',
    });
    expect(textOf(done.view)).toContain('6 fields of ');
    expect(await rowOf(id)).toMatchObject({
      ...before,
      title: 'CTO',
      phone: null,
      notification_billing: null,
      notification_marketing: false,
      vendor_id: '7',
      custom_fields: { a: 'x', b: 1 },
      updated_at: expect.anything(),
    });
  });

  it('is recorded in the history: the member, that it was by hand, and each field before and after', async () => {
    const id = await imported(dana, acme, { name: 'Gil', city: 'Kyiv' });
    await lee.submit(await editing(lee, id), { city: 'Lviv', state: 'UA' });
    const rows = await db.execute(sql`
      select o.kind, o.by, o.import_id, c.before, c.after from change c
      join operation o on o.id = c.operation_id where c.end_user_id = ${id}`);
    expect(rows).toEqual([
      {
        kind: 'hand',
        by: lee.id,
        import_id: null,
        before: { city: 'Kyiv', state: null },
        after: { city: 'Lviv', state: 'UA' },
      },
    ]);
  });

  it('stores nothing when no field was changed, whatever the values contain', async () => {
    const id = await imported(dana, acme, {
      name: "'=Ana & <b>",
      notes: 'a\r\nb\rc\n d',
      title: 'one\ntwo',
      email: 'ana@acme.example',
      ticket_matching_emails: 'a@b.example; c@d.example',
      custom_fields: '{"z":[1,{"y":2.50}],"a":null}',
      vendor_id: '-5',
      notification_reports: 'off',
    });
    const before = await rowOf(id);
    const done = await dana.submit(await editing(dana, id));
    expect(textOf(done.view)).toContain('Nothing to change');
    // Slack's client changes line ends, and the JSON is written differently but means the same.
    const same = { notes: 'a\nb\nc\n d', title: 'one\ntwo', custom_fields: '{"a":null, "z":[1,{"y":2.50}]}' };
    const again = await dana.submit(await editing(dana, id), same);
    expect(textOf(again.view)).toContain('Nothing to change');
    expect(await rowOf(id)).toEqual(before);
    expect(await db.execute(sql`select * from change where end_user_id = ${id}`)).toEqual([]);
  });

  it('shows the problem at each field, in the words of an import, and stores nothing', async () => {
    const id = await imported(dana, acme, { name: 'Hal' });
    const before = await rowOf(id);
    const form = await editing(dana, id);
    const sent = await dana.submit(form, {
      title: 'CTO',
      email: 'nope',
      city: 'x'.repeat(256),
      ticket_matching_emails: 'a@b.example, nope',
      vendor_id: '1.5',
      custom_fields: '[]',
      state: 'a\0b',
    });
    expect(sent.errors).toEqual({
      email: 'email "nope" is not a valid address',
      city: 'city has 256 characters, but the limit is 255',
      state: "state contains the character U+0000, which can't be stored",
      ticket_matching_emails: 'ticket_matching_emails: "nope" is not a valid email address',
      vendor_id: 'vendor_id "1.5" is not a whole number',
      custom_fields: 'custom_fields "[]" is not a JSON object like {"Badge":"12"}',
    });
    expect(await rowOf(id)).toEqual(before);
    await dana.submit(form, { title: 'CTO' });
    expect(await rowOf(id)).toMatchObject({ title: 'CTO' });
  });

  it('names a field that someone else changed while the form was open, and stores nothing', async () => {
    const id = await imported(dana, acme, { name: 'Ida', title: 'Engineer', city: 'Kyiv', state: 'UA' });
    const form = await editing(dana, id);
    await applied(lee, await share(lee, channel, `contact_id,title,city,zip\n${id},CFO,Lviv,79000\n`));
    const sent = await dana.submit(form, { title: 'CTO', city: 'Lviv', state: 'Ukraine' });
    expect(sent.errors).toEqual({
      title: expect.stringMatching(/^someone changed title .* it is now "CFO"; enter the value you want/),
    });
    expect(await rowOf(id)).toMatchObject({ title: 'CFO', city: 'Lviv', state: 'UA', zip: '79000' });
    // A field that they left alone keeps its newer value. A field that they set to its newer value is no conflict.
    const again = await dana.submit(form, { title: 'CFO', city: 'Lviv', state: 'Ukraine' });
    expect(textOf(again.view)).toContain('1 field of ');
    expect(await rowOf(id)).toMatchObject({ title: 'CFO', city: 'Lviv', state: 'Ukraine', zip: '79000' });
  });

  it('asks once whether it is someone else when the end user would look like another one', async () => {
    const id = await imported(dana, acme, { name: 'Zoë Weiß', email: 'zoe@acme.example', phone: '555 0109' });
    const other = await imported(dana, acme, { name: 'Zoe W', email: 'z@acme.example', mobile: '555-0109' });
    const form = await editing(dana, other);
    const typed = { email: 'ZOE@acme.example' };
    expect((await dana.submit(form, typed)).errors).toEqual({
      email: `Zoë Weiß · ${id} has the same email. If this is someone else, submit the form again.`,
    });
    expect((await dana.submit(form, { email: 'z@acme.example', name: 'zoë  weiß' })).errors).toEqual({
      phone: `Zoë Weiß · ${id} has the same name and phone. If this is someone else, submit the form again.`,
    });
    expect(await rowOf(other)).toMatchObject({ name: 'Zoe W', email: 'z@acme.example' });
    await dana.submit(form, { ...typed, name: 'Zoe W' });
    expect(await rowOf(other)).toMatchObject({ name: 'Zoe W', email: 'ZOE@acme.example' });
    const done = await dana.submit(await editing(dana, other), { title: 'CTO' });
    expect(textOf(done.view)).toContain('Changed 1 field');
  });

  it('reports the same email in another organization, without a question', async () => {
    const beta = await addOrganization(dana, 'Beta Inc');
    const id = await imported(dana, beta, { name: 'Cy', email: 'cy@x.example' });
    const other = await imported(dana, acme, { name: 'Cyrus', email: 'c@x.example' });
    const done = await dana.submit(await editing(dana, other), { email: 'Cy@x.example' });
    expect(textOf(done.view)).toContain('Changed 1 field');
    expect(textOf(done.view)).toContain(`Cy · ${id}`);
    expect(textOf(done.view)).toContain(' has the same email.');
  });

  it('is stored once when a form is sent twice', async () => {
    const id = await imported(dana, acme, { name: 'Jon' });
    await dana.submit(await editing(dana, id), { title: 'CTO' });
    expect(JSON.stringify(await sentAgain())).toContain('Nothing to change');
    await sentAgain({ isSame: true });
    expect(await db.execute(sql`select * from change where end_user_id = ${id}`)).toHaveLength(1);
  });

  it('is not stored again by the same request after it was undone', async () => {
    const id = await imported(dana, acme, { name: 'Joy', title: 'Engineer' });
    await dana.submit(await editing(dana, id), { title: 'CTO' });
    const sent = newestForm();
    await lee.submit(await editing(lee, id), { title: 'Engineer' });
    expect(await sentAgain({ isSame: true }, sent)).toEqual({});
    expect(await rowOf(id)).toMatchObject({ title: 'Engineer' });
  });

  it('stores one of two forms that are sent at the same time, and names the field in the other', async () => {
    const id = await imported(dana, acme, { name: 'Kit' });
    const [one, other] = [await editing(dana, id), await editing(lee, id)];
    const sent = await Promise.all([dana.submit(one, { title: 'CTO' }), lee.submit(other, { title: 'CFO' })]);
    const refused = sent.filter(({ errors }) => errors.title !== undefined);
    expect(refused).toHaveLength(1);
    const title = refused[0] === sent[0] ? 'CFO' : 'CTO';
    expect(refused[0]?.errors.title).toContain(`it is now "${title}"`);
    expect(await rowOf(id)).toMatchObject({ title });
    for (const member of [dana, lee]) await member.closeView(member.modal()!);
  });

  it('shows the outcome even if it takes longer than Slack waits', async () => {
    const id = await imported(dana, acme, { name: 'Kai' });
    const form = await editing(dana, id);
    const locked = createGate();
    const release = createGate();
    const holding = db.transaction(async (tx) => {
      await tx.execute(sql`select from end_user where id = ${id} for update`);
      locked.open();
      await release.passed;
    });
    await locked.passed;
    try {
      const sent = await dana.submit(form, { title: 'CTO' });
      expect(textOf(sent.view)).toContain('longer than usual');
    } finally {
      release.open();
      await holding;
    }
    await fake.until(() => textOf(dana.modal()).includes('1 field of '), { what: 'the end' });
    expect(await rowOf(id)).toMatchObject({ title: 'CTO' });
  });

  it('leaves out a value that the form would change, and says so', async () => {
    const notes = `${'x'.repeat(3_000)}y`;
    const id = await imported(dana, acme, { name: 'Kim', notes, title: 'be\u0007ll' });
    const form = await editing(dana, id);
    expect(textOf(form)).toContain('Notes: 3,001 characters, too many for a form in Slack.');
    expect(textOf(form)).toContain('Title: This value has characters');
    await dana.submit(form, { city: 'Kyiv' });
    expect(await rowOf(id)).toMatchObject({ notes, title: 'be\u0007ll', city: 'Kyiv' });
  });

  it('accepts values up to the limit of the form', async () => {
    const notes = `${'é\n'.repeat(1_499)}éé`;
    const id = await imported(dana, acme, { name: 'Lou', notes });
    await dana.submit(await editing(dana, id), { city: 'Kyiv' });
    expect(await rowOf(id)).toMatchObject({ notes, city: 'Kyiv' });
  });

  it('reports an end user that was removed meanwhile, at an old button and in an open form', async () => {
    const file = await share(dana, channel, `customer_id,name\n${acme},Mia\n`);
    const result = await applied(dana, file);
    const [row] = await db.execute(sql`select max(id)::integer as id from end_user`);
    const id = row?.id as number;
    await command(dana, channel, '/endusers find mia');
    const found = dana.ephemerals().findLast(({ text }) => text.includes(`Mia · ${id}`))!;
    const form = await editing(lee, id);
    await dana.click(result, { text: 'Undo' });
    await answer(file, /Undone by/);
    await dana.click(found, { text: 'Show' });
    await privately(dana, new RegExp(`There is no end user \`${id}\``));
    const sent = await lee.submit(form, { title: 'CTO' });
    expect(textOf(sent.view)).toContain('There is no end user ');
    expect(await rowOf(id)).toBeUndefined();
  });

  it('offers a button to try again when Slack no longer opens the form', async () => {
    const id = await imported(dana, acme, { name: 'Ned' });
    fake.faults.add({ method: 'views.open', times: 1, answer: { error: 'expired_trigger_id' } });
    await command(dana, channel, `/endusers show ${id}`);
    const shown = dana.ephemerals().findLast(({ text }) => text.includes(`Ned · ${id}`))!;
    await dana.click(shown, { text: 'Edit' });
    const late = await privately(dana, /open the form in time/);
    await dana.click(late, { text: 'Open the form' });
    await dana.submit(await fake.until(() => dana.modal()), { title: 'CTO' });
    expect(await rowOf(id)).toMatchObject({ title: 'CTO' });
  });
});

describe('an edit by hand, together with files', () => {
  it('an undo of the import that created an end user keeps one that was edited since', async () => {
    const file = await share(dana, channel, `customer_id,name\n${acme},Tom\n${acme},Uma\n`);
    const result = await applied(dana, file);
    const [tom] = await db.execute(sql`select id::integer as id from end_user where name = 'Tom'`);
    await lee.submit(await editing(lee, tom?.id as number), { title: 'CTO' });
    await dana.click(result, { text: 'Undo' });
    const undone = await answer(file, /Partly undone by/);
    expect(undone.text).toContain('1 end user removed');
    expect(undone.text).toMatch(new RegExp(`Tom · ${tom?.id}, changed by <@${lee.id}> by hand`));
    expect(await rowOf(tom?.id as number)).toMatchObject({ name: 'Tom', title: 'CTO' });
  });

  it('an edit after an export is newer than the exported file', async () => {
    const id = await imported(dana, acme, { name: 'Vic', title: 'Engineer', city: 'Kyiv', state: 'UA' });
    const { message, file } = await exported(dana, channel, `/endusers export ${acme}`);
    await lee.submit(await editing(lee, id), { title: 'CTO', city: 'Lviv' });
    const text = (await file.text()).replace(/^.*,Vic,.*$/m, (line) =>
      line.replace('Kyiv', 'Odesa').replace(',UA,', ',Ukraine,'),
    );
    const shared = await share(dana, channel, text, { name: file.name, threadTs: message.ts });
    const plan = await answer(shared, /1 cell was changed both here and in the file/);
    expect(plan.text).toContain('1 updated (1 cell)');
    await applied(dana, shared);
    expect(await rowOf(id)).toMatchObject({ title: 'CTO', city: 'Lviv', state: 'Ukraine' });
  });
});

describe('custom fields in a form', () => {
  const json = (fields: object) => JSON.stringify(fields);

  it('are merged by key: keys that the form does not name stay, which the reply says, and null removes one', async () => {
    const id = await imported(dana, acme, {
      name: 'Wyn',
      custom_fields: json({ Badge: '12', Desk: 1, Room: 2 }),
    });
    const done = await dana.submit(await editing(dana, id), {
      custom_fields: json({ Badge: '13', Desk: null }),
    });
    expect(textOf(done.view)).toContain('1 field of ');
    expect(textOf(done.view)).toContain('Custom fields · Badge, Desk');
    expect(textOf(done.view)).toContain("Kept because the form didn't name them: Room.");
    expect(await rowOf(id)).toMatchObject({ custom_fields: { Badge: '13', Room: 2 } });
    const rows = await db.execute(sql`select before, after from change where end_user_id = ${id}`);
    expect(rows).toEqual([
      {
        before: { custom_fields: { Badge: '12', Desk: 1 } },
        after: { custom_fields: { Badge: '13', Desk: null } },
      },
    ]);
    await command(dana, channel, `/endusers show ${id}`);
    const shown = dana.ephemerals().findLast(({ text }) => text.includes(`Wyn · ${id}`))!;
    expect(shown.text).toMatch(/Custom fields · Badge: 12 → 13 .*\n• Custom fields · Desk: 1 → \(empty\)/);
    const cleared = await dana.submit(await editing(dana, id), { custom_fields: '' });
    expect(textOf(cleared.view)).toContain('1 field of ');
    expect(await rowOf(id)).toMatchObject({ custom_fields: null });
  });

  it('changed by someone else meanwhile are kept, and only the same key is a problem', async () => {
    const id = await imported(dana, acme, { name: 'Xia', custom_fields: json({ Badge: '12', Desk: 1 }) });
    const form = await editing(dana, id);
    const file = `contact_id,custom_fields\n${id},"{""Badge"":""13"",""Floor"":2}"\n`;
    await applied(lee, await share(lee, channel, file));
    const sent = await dana.submit(form, { custom_fields: json({ Badge: '14', Desk: 3 }) });
    expect(sent.errors).toEqual({
      custom_fields:
        'someone changed custom_fields · Badge while this form was open; it is now "13"; enter the value you want',
    });
    // Emptied: this is about the keys that the form showed.
    const emptied = await dana.submit(form, { custom_fields: '' });
    expect(emptied.errors).toEqual(sent.errors);
    await dana.submit(form, { custom_fields: json({ Badge: '12', Desk: 3 }) });
    expect(await rowOf(id)).toMatchObject({ custom_fields: { Badge: '13', Desk: 3, Floor: 2 } });
  });

  it('must fit into one cell of an export', async () => {
    const one = 'x'.repeat(2_900);
    const id = await imported(dana, acme, { name: 'Yve', custom_fields: json({ a: 'y'.repeat(65_000) }) });
    // The form of a value this long has no input, so only an older one can name a key.
    const short = await imported(dana, acme, { name: 'Zed', custom_fields: json({ a: 1 }) });
    const form = await editing(dana, short);
    await applied(
      lee,
      await share(lee, channel, `contact_id,custom_fields\n${short},"{""b"":""${'y'.repeat(64_000)}""}"\n`),
    );
    const sent = await dana.submit(form, { custom_fields: json({ c: one }) });
    expect(sent.errors).toEqual({
      custom_fields: expect.stringMatching(
        /^custom_fields would have 66,9\d\d bytes together .* limit is 65,536$/,
      ),
    });
    expect(textOf(await editing(dana, id))).toContain('too many for a form in Slack');
  });

  it('of a new end user are stored without keys that are null', async () => {
    const form = await adding(dana, `/endusers add ${acme}`);
    const nothing = await dana.submit(form, { custom_fields: '{"a":null}' });
    expect(nothing.errors).toEqual({ name: 'Fill in a name or any other field' });
    await dana.submit(form, { custom_fields: '{"a":null,"b":1.50}' });
    const [row] = await db.execute(
      sql`select custom_fields::text as fields from end_user order by id desc limit 1`,
    );
    expect(row?.fields).toBe('{"b": 1.50}');
  });
});
