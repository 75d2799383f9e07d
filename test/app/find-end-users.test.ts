// Members look up end users: a list by what they know of them, or one with its latest changes.
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { channel, endUserForms } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';

const running = await startTestApp();
const { fake, db, addOrganization, agreed, answer, applied, command, share, privately } = running;
const { imported, editing } = endUserForms(running);
const dana = fake.member('dana');
const lee = fake.member('lee');
const acme = await addOrganization(dana, 'Acme Ltd');

describe('find', () => {
  let ana: number;
  beforeAll(async () => {
    const rows = [
      'Ana Núñez,ana@acme.example,+1 (617) 555-0100,',
      'Bo Lind,BO@Acme.example,,617.555.0101 x330',
      'Cy 100%_\\,,,',
      ...Array.from({ length: 12 }, (_, i) => `Dee ${i},,,`),
    ];
    const file = `customer_id,name,email,phone,mobile\n${rows.map((row) => `${acme},${row}`).join('\n')}\n`;
    await applied(dana, await share(dana, channel, file));
    const [row] = await db.execute(
      sql`select id::integer as id from end_user where email = 'ana@acme.example'`,
    );
    ana = row?.id as number;
  });

  it.each([
    ['a part of the name in any case', 'nÚÑ', 'Ana Núñez'],
    ['the name without its accents', 'nunez', 'Ana Núñez'],
    ["the name with accents that it doesn't have", 'Bó Lïnd', 'Bo Lind'],
    ['many words, of which the first ones count', `bo ${'lind '.repeat(500)}`, 'Bo Lind'],
    ['words in any order, of name and email', 'acme.example lind', 'Bo Lind'],
    ['the email in any case', 'bo@acme.EXAMPLE', 'Bo Lind'],
    ['digits of a phone number, however it is written', '617-5550100', 'Ana Núñez'],
    ['digits of a mobile number', '(617) 555 0101', 'Bo Lind'],
    ['characters with a meaning in SQL patterns', '100%_\\', 'Cy 100%ˍ'],
  ])('finds by %s', async (_, search, name) => {
    const found = await command(dana, channel, `/endusers find ${search}`);
    expect(found).toMatch(/^1 end user with/);
    expect(found).toContain(name);
  });

  it('finds an end user by id, and shows it first', async () => {
    const found = await command(dana, channel, `/endusers find ${ana}`);
    expect(found).toMatch(
      new RegExp(
        `^\\d+ end users? with .*\n• Ana Núñez · ${ana} · Acme Ltd · ana@acme.example {2}\\[ Show \\] {2}\\[ Edit \\]`,
      ),
    );
  });

  it('shows the first ones, and the total', async () => {
    const found = await command(dana, channel, '/endusers find dee');
    expect(found).toContain('12 end users with “dee”');
    expect(found.match(/\[ Show \]/g)).toHaveLength(10);
    expect(found).toContain('[ Next ]');
  });

  it('says so when it finds no end user', async () => {
    expect(await command(dana, channel, '/endusers find zzz')).toContain('No end user has “zzz”');
  });

  it('shows an end user at the click of a button', async () => {
    await command(dana, channel, '/endusers find núñez');
    const found = dana.ephemerals().findLast(({ text }) => text.includes('núñez'))!;
    await dana.click(found, { text: 'Show', value: String(ana) });
    const shown = await privately(dana, /• Phone: \+1 \(617\) 555-0100/);
    expect(shown.text).toContain('Acme Ltd · ');
    expect(fake.now(found)).toBeDefined();
  });
});

describe('show', () => {
  it('shows every filled field, and who changed what', async () => {
    const id = await imported(dana, acme, {
      name: 'Eve',
      zip: '02134',
      notes: 'Two\r\nlines',
      notification_billing: 'yes',
      notification_reports: 'no',
      vendor_id: '9223372036854775807',
      custom_fields: '{"Badge":"12"}',
    });
    await lee.submit(await editing(lee, id), { title: 'CTO' });
    const shown = await command(dana, channel, `/endusers show ${id}`);
    for (const line of [
      '• Title: CTO',
      '• ZIP: 02134',
      '• Notes: Two↵lines',
      '• Billing notifications: Yes',
      '• Report notifications: No',
      '• Vendor id: 9223372036854775807',
      '• Custom fields: {"Badge": "12"}',
    ]) {
      expect(shown).toContain(line);
    }
    expect(shown).not.toContain('Marketing');
    expect(shown).toMatch(
      new RegExp(
        `• Title: \\(empty\\) → CTO · by hand · <@${lee.id}> · .*\n• Created · import \\d+, line 2 · <@${dana.id}>`,
      ),
    );
    expect(shown).toContain('[ Edit ]');
  });

  it('distinguishes an import, its undo, and its redo in the history', async () => {
    const id = await imported(dana, acme, { name: 'Ted', title: 'Engineer' });
    const file = await share(dana, channel, `contact_id,title\n${id},CTO\n`);
    const result = await applied(dana, file);
    const number = /import (\d+)/.exec(result.text)![1];
    await agreed(dana, channel, `/endusers undo ${number}`);
    await answer(file, /Undone by/);
    await agreed(dana, channel, `/endusers redo ${number}`);
    await answer(file, /again/i);
    const shown = await fake.until(async () => {
      const text = await command(dana, channel, `/endusers show ${id}`);
      return /redo of/.test(text) ? text : undefined;
    });
    expect(shown).toMatch(
      new RegExp(
        `• Title: Engineer → CTO · redo of import ${number} .*\n• Title: CTO → Engineer · undo of import ${number} .*\n• Title: Engineer → CTO · import ${number}, line 2 · <@${dana.id}>`,
      ),
    );
  });

  it('finds no end user with an unknown id', async () => {
    expect(await command(dana, channel, '/endusers show 999999')).toContain('There is no end user `999999`');
  });

  it('asks for one', async () => {
    expect(await command(dana, channel, '/endusers show')).toContain('Which end user?');
  });
});
