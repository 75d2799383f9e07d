// Members look up who changed what: the changes of an end user, of one field, and of an import, in pages.
import { describe, expect, it } from 'vitest';
import { channel, endUserForms } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';

const running = await startTestApp();
const { fake, addOrganization, applied, command, share } = running;
const { imported, editing } = endUserForms(running);
const dana = fake.member('dana');
const lee = fake.member('lee');
const acme = await addOrganization(dana, 'Acme Ltd');

const importId = (text: string): number => Number(/import (\d+)/.exec(text)?.[1]);

const update = async (csv: string) => importId((await applied(dana, await share(dana, channel, csv))).text);

/** The private message that the latest command was answered with. */
const latest = () => dana.ephemerals().at(-1)!;

/** Clicks a button of the latest private message, and resolves with what stands there then. */
async function turn(button: string, expected: RegExp): Promise<string> {
  const message = latest();
  const count = dana.ephemerals().length;
  await dana.click(message, { text: button });
  const text = await fake.until(
    () => {
      const now = dana.ephemerals().find(({ ts }) => ts === message.ts);
      return now && expected.test(now.text) ? now.text : undefined;
    },
    { what: `the page like ${expected}` },
  );
  expect(dana.ephemerals()).toHaveLength(count);
  return text;
}

describe('the changes of an end user', () => {
  it('say from which value to which, by whom, and through which line of which import', async () => {
    const id = await imported(dana, acme, { name: 'Ana', title: 'Engineer', custom_fields: '{"Badge":"1"}' });
    const number = await update(
      `customer_id,contact_id,title,custom: Badge,notification_billing\n\n${acme},${id},,2,yes\n`,
    );
    await lee.submit(await editing(lee, id), { title: 'CTO' });
    const shown = await command(dana, channel, `/endusers show ${id}`);
    expect(shown).toContain(`• Title: Engineer → CTO · by hand · <@${lee.id}> · `);
    expect(shown).toMatch(
      `• Billing notifications: (empty) → Yes · import ${number}, line 3 · <@${dana.id}>`,
    );
    expect(shown).toContain(`• Custom fields · Badge: 1 → 2 · import ${number}, line 3 · <@${dana.id}>`);
    expect(shown).toMatch(/• Created · import \d+, line 2 · /);
  });

  it('have pages, which take the place of each other', async () => {
    const id = await imported(dana, acme, { name: 'Bo', title: 't0' });
    for (let at = 1; at <= 9; at++) await update(`contact_id,title\n${id},t${at}\n`);
    const first = await command(dana, channel, `/endusers show ${id}`);
    expect(first).toContain('Title: t8 → t9');
    expect(first).toContain('Title: t1 → t2');
    expect(first).not.toContain('t0 → t1');
    expect(first).toContain('[ Older ]');
    expect(first).not.toContain('[ Newer ]');
    const older = await turn('Older', /page 2/);
    expect(older).toContain('Title: t0 → t1');
    expect(older).toContain('Created · import');
    expect(older).not.toContain('[ Older ]');
    expect(await turn('Newer', /t8 → t9/)).toContain('[ Edit ]');
  });

  it('can be those of one field, or of one custom field, in pages', async () => {
    const id = await imported(dana, acme, {
      name: 'Cy',
      phone: '1',
      title: 'x',
      custom_fields: '{"Badge":"0"}',
    });
    for (let at = 2; at <= 11; at++)
      await update(`contact_id,phone,title,custom: Badge\n${id},${at},y${at},${at}\n`);
    const phone = await command(dana, channel, `/endusers show ${id} phone`);
    expect(phone).toMatch(/Phone: 11\nChanges to this field/);
    expect(phone.match(/• Phone: /g)).toHaveLength(8);
    expect(phone).not.toMatch(/Title|Badge/);
    const older = await turn('Older', /page 2/);
    expect(older).toContain('Phone: 1 → 2');
    expect(older).toContain('Created');
    expect(older).not.toMatch(/Title|Badge/);
    for (const typed of ['badge', '"Badge"', 'custom: Badge']) {
      const badge = await command(dana, channel, `/endusers show ${id} ${typed}`);
      expect(badge).toContain('Custom fields · Badge: 10 → 11');
      expect(badge).not.toMatch(/Phone|Title/);
    }
    expect(await command(dana, channel, `/endusers show contact ${id} Phone Number`)).toContain('Phone: 10');
    const zip = await command(dana, channel, `/endusers show ${id} zip`);
    expect(zip).toMatch(/ZIP: \(empty\)\. Unchanged since import \d+, line \d+\.$/m);
    const unknown = await command(dana, channel, `/endusers show ${id} favourite`);
    expect(unknown).toContain('has no field `favourite`, and never had one.');
  });
});

describe('the cells that an import changed', () => {
  it('are in its results, from which value to which, with their lines, in pages', async () => {
    const ids: number[] = [];
    for (const name of ['Dee', 'Eli', 'Fay'])
      ids.push(await imported(dana, acme, { name, title: 'old', city: 'Boston' }));
    const rows = ids.map((id, at) => `${id},new${at},Kyiv,${at}`);
    const number = await update(`contact_id,title,city,mobile\n${rows.join('\n')}\n`);
    const shown = await command(dana, channel, `/endusers results ${number}`);
    expect(shown).toContain(`Changed cells, written by <@${dana.id}>`);
    expect(shown).toContain(`Dee · ${ids[0]} · title: old → new0 · line 2`);
    expect(shown).toContain(`Dee · ${ids[0]} · mobile: (empty) → 0 · line 2`);
    expect(shown.match(/ · line \d/g)).toHaveLength(8);
    const more = await turn('More', /page 2/);
    expect(more).toContain(`Fay · ${ids[2]} · city: Boston → Kyiv · line 4`);
    expect(more.match(/ · line \d/g)).toHaveLength(1);
    expect(await turn('Previous', /new0/)).toContain(`import ${number}`.replace('import', 'Import'));
  });

  it('are not shown at a click to a member who may not see results anymore', async () => {
    const id = await imported(dana, acme, { name: 'Gus', title: 'old' });
    const number = await update(`contact_id,title,city,zip,state,phone,mobile,notes,address1,address2
${id},a,b,c,d,1,2,e,f,g
`);
    const mia = fake.member('mia');
    await command(dana, channel, `/endusers access grant <@${mia.id}> view`);
    expect(await command(mia, channel, `/endusers results ${number}`)).toContain('[ More ]');
    await command(dana, channel, `/endusers access revoke <@${mia.id}>`);
    await command(dana, channel, '/endusers settings default role none');
    await mia.click(mia.ephemerals().at(-1)!, { text: 'More' });
    await running.privately(mia, /You need the role/);
  });
});
