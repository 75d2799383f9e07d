// A file that is not UTF-8: the plan says how its letters were read, and a member chooses another encoding.
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { encoded } from '../import/encoded.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const { app, fake, db, addOrganization, answer, applied, botsIn, command, exported, idle, privately, share } =
  await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const text = `org ${acme}`;
const actionId = 'choose-encoding';

afterEach(async () => {
  fake.faults.clear();
  await db.execute(sql`delete from end_user`);
  await command(dana, channel, '/endusers settings apply after approval');
});

const fixture = (name: string) => readFile(`test/fixtures/encodings/${name}`);
/** Read as Western, it says Yýldýz. */
const turkish = encoded('Windows-1254', 'name\nYıldız\n');
const readAs = (label: string) => new RegExp(`\\[ ${label} ▾ ]`);

async function countEndUsers(): Promise<number> {
  const [counted] = await db.execute(sql`select count(*)::integer as all from end_user`);
  return counted?.all as number;
}

async function nameOf(shared: Message): Promise<string> {
  await applied(dana, shared);
  const { text: csv } = await exported(dana, channel, `/endusers export ${acme}`);
  return csv.trim().split('\r\n').at(-1)!;
}

describe('a file in another encoding', () => {
  it.each([
    ['lide.csv', 'Central European', 'Jiří Dvořák'],
    ['sotrudniki.csv', 'Cyrillic', 'Иван Петров'],
    ['liste.csv', 'Turkish', 'İpek Yıldız'],
    ['staff-mac.csv', 'Mac', 'Jürgen Müller'],
  ])('%s is read as %s, and the plan says so', async (name, label, first) => {
    const shared = await share(dana, channel, await fixture(name), { name, text });
    const plan = await answer(shared, readAs(label));
    expect(plan.text).toContain(`They read: ${first}`);
    await dana.click(plan, { text: 'Cancel' });
  });

  it('names the line where it changes', async () => {
    const shared = await share(dana, channel, await fixture('late.csv'), { text });
    const plan = await answer(shared, /changes on line 4/);
    expect(plan.text).toContain('They read: René · Zoë');
    expect(plan.text).not.toContain('ZoÃ«');
  });

  it('is never applied at once, also once an encoding was chosen', async () => {
    await command(dana, channel, '/endusers settings apply at once');
    const before = await countEndUsers();
    const shared = await share(dana, channel, turkish, { text });
    await dana.select(await answer(shared, readAs('Western')), { actionId, option: 'Turkish' });
    await answer(shared, readAs('Turkish'));
    await idle();
    expect(await countEndUsers()).toBe(before);
    expect((await answer(shared, readAs('Turkish'))).text).toContain('[ Apply to 1 end user ]');
  });
});

describe('choosing an encoding', () => {
  it('reads the file again, in the same message', async () => {
    const shared = await share(dana, channel, turkish, { text });
    const plan = await answer(shared, readAs('Western'));
    expect(plan.text).toContain('Yýldýz');
    await lee.select(plan, { actionId, option: 'Turkish' });
    const anew = await answer(shared, readAs('Turkish'));
    expect(anew.ts).toBe(plan.ts);
    expect(anew.text).toContain('They read: Yıldız');
    expect(botsIn(shared)).toHaveLength(1);
    expect(await nameOf(shared)).toContain('Yıldız');
  });

  it('can be changed, again and again', async () => {
    const shared = await share(dana, channel, turkish, { text });
    for (const [from, to] of [
      ['Western', 'Japanese'],
      ['Japanese', 'Greek'],
      ['Greek', 'Turkish'],
    ] as const) {
      await dana.select(await answer(shared, readAs(from)), { actionId, option: to });
    }
    expect((await answer(shared, readAs('Turkish'))).text).toContain('They read: Yıldız');
  });

  it('of two members at the same time is done once, and the slower one is told', async () => {
    const shared = await share(dana, channel, turkish, { text });
    const plan = await answer(shared, readAs('Western'));
    await Promise.all([
      dana.select(plan, { actionId, option: 'Turkish' }),
      lee.select(plan, { actionId, option: 'Greek' }),
    ]);
    const anew = await answer(shared, /\[ (Turkish|Greek) ▾ ]/);
    await privately(anew.text.includes('[ Turkish ▾ ]') ? lee : dana, /out of date/);
    await idle();
    expect(botsIn(shared)).toHaveLength(1);
  });

  it('on a message that still shows an older plan changes nothing, and the member is told', async () => {
    const shared = await share(dana, channel, turkish, { text });
    await dana.select(await answer(shared, readAs('Western')), { actionId, option: 'Turkish' });
    const old = lastClick(fake);
    await answer(shared, readAs('Turkish'));
    await idle();
    await sendClick(fake, app.port, old);
    await fake.until(() => dana.ephemerals().at(-1)?.text.includes('is out of date'));
    await idle();
    expect((await answer(shared, readAs('Turkish'))).text).toContain('Yıldız');
  });

  it('and applying at the same time does one of them', async () => {
    const before = await countEndUsers();
    const shared = await share(dana, channel, turkish, { text });
    const plan = await answer(shared, readAs('Western'));
    await Promise.all([
      dana.select(plan, { actionId, option: 'Turkish' }),
      lee.click(plan, { text: /^Apply/ }),
    ]);
    const outcome = await answer(shared, /1 created|\[ Turkish ▾ ]/);
    await idle();
    expect(await countEndUsers()).toBe(before + (outcome.text.includes('1 created') ? 1 : 0));
  });

  it('in which the file makes no sense keeps the plan as it was, and says why', async () => {
    // Read as Japanese, the first character takes the delimiter with it.
    const bytes = encoded('Windows-1252', 'é|name\n1|René\n');
    const shared = await share(dana, channel, bytes, { text });
    const plan = await answer(shared, readAs('Western'));
    await dana.select(plan, { actionId, option: 'Japanese' });
    const anew = await answer(
      shared,
      /With that choice, the file can't be imported: .*\. It was read without it\./,
    );
    expect(anew.text).toContain('[ Western ▾ ]');
    expect(anew.text).toContain('[ Apply to 1 end user ]');
  });

  it('of a file that was deleted in Slack meanwhile says so', async () => {
    const shared = await share(dana, channel, turkish, { text });
    const plan = await answer(shared, readAs('Western'));
    fake.faults.add({
      method: 'files.info',
      times: Infinity,
      answer: { error: 'file_deleted' },
    });
    await dana.select(plan, { actionId, option: 'Turkish' });
    await answer(shared, /deleted in Slack/);
  });

  it('stays chosen when the staged rows are lost', async () => {
    const shared = await share(dana, channel, turkish, { text });
    await dana.select(await answer(shared, readAs('Western')), { actionId, option: 'Turkish' });
    await answer(shared, readAs('Turkish'));
    const [row] = await db.execute(sql`select id from import where share_ts = ${shared.ts}`);
    await db.execute(sql.raw(`truncate staging.row_${row?.id}`));
    await dana.click(await answer(shared, readAs('Turkish')), { text: /^Apply/ });
    const anew = await answer(shared, /database restarted/);
    expect(anew.text).toContain('[ Turkish ▾ ]');
    expect(await nameOf(shared)).toContain('Yıldız');
  });
});
