// Exports of the past by command: which moment, what the file contains, and what becomes of it when it is shared again.
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestApp } from './running-app.ts';

const { fake, db, addOrganization, answer, applied, command, exported, idle, share } = await startTestApp();
const dana = fake.member('dana');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');

/** Moves the latest operation to a time of the past, as if it had been committed then. */
const commitAt = (time: string) =>
  db.execute(sql`
    update operation set at = ${time}::timestamptz, finished_at = ${time}::timestamptz
    where id = (select max(id) from operation)`);

const importId = (text: string): number => Number(/import (\d+)/.exec(text)?.[1]);

describe('an export of the past', () => {
  const files: string[] = [];
  const imports: number[] = [];
  beforeAll(async () => {
    for (const [title, time] of [
      ['Engineer', '2026-11-10T09:00:00Z'],
      ['CTO', '2026-11-20T09:00:00Z'],
      ['CEO', '2026-11-20T15:00:00Z'],
    ]) {
      const id = /,(\d+),Ana/.exec(files.at(-1) ?? '')?.[1] ?? '';
      const csv = `customer_id,contact_id,name,title\n${acme},${id},Ana,${title}\n`;
      imports.push(importId((await applied(dana, await share(dana, channel, csv))).text));
      await commitAt(time!);
      files.push((await exported(dana, channel, `/endusers export ${acme}`)).text);
    }
  });

  it('as of a day contains everything that was done on that day', async () => {
    const { text, file, message } = await exported(
      dana,
      channel,
      `/endusers export ${acme} as of 2026-11-20`,
    );
    expect(text).toBe(files[2]);
    expect(file.name).toBe('Acme_Ltd_2026_11_20_23_59_59.csv');
    expect(message.text).toContain('1 end user of Acme Ltd as of Nov 20, 2026');
  });

  it('as of a time contains what was done before', async () => {
    const { text, file, message } = await exported(
      dana,
      channel,
      `/endusers export all as of 2026-11-20 14:30`,
    );
    expect(text).toBe(files[1]);
    expect(file.name).toMatch(/_2026_11_20_14_30_00\.csv$/);
    expect(message.text).toContain('as of Nov 20, 2026, 14:30 UTC');
  });

  it('before an import contains what was there when it was applied', async () => {
    const line = `/endusers export ${acme} before ${imports[2]}`;
    const { text, message } = await exported(dana, channel, line);
    expect(text).toBe(files[1]);
    expect(message.text).toContain(`1 end user of Acme Ltd right before import ${imports[2]}`);
    const first = await exported(dana, channel, `/endusers export ${acme} before ${imports[0]}`);
    expect(first.message.text).toContain('No end users in Acme Ltd right before import');
    expect(first.text.split('\r\n')).toHaveLength(2);
  });

  it('goes to a direct message, and has the custom fields, when asked for', async () => {
    const line = `/endusers export ${acme} as of 2026-11-20 with custom private`;
    const { text } = await exported(dana, channel, line, dana.directMessages());
    expect(text).toBe(files[2]);
  });

  it('is the merge base of a file made from it: cells changed since keep their current values', async () => {
    const { text, file } = await exported(dana, channel, `/endusers export ${acme} as of 2026-11-11`);
    expect(text).toContain('Engineer');
    const back = await share(dana, channel, text, { name: file.name });
    const plan = await answer(back, /Nothing to change/);
    expect(plan.text).toContain('Based on the export of Nov 11, 2026, 23:59 UTC');
    const edited = await share(dana, channel, text.replace('Ana,Engineer', 'Ana,Boss'), { name: file.name });
    expect((await answer(edited, /changed/i)).text).toContain('CEO');
  });

  it('says which day and which time it is of', async () => {
    const reply = await command(dana, channel, `/endusers export ${acme} as of 2026-11-20`);
    expect(reply).toContain(
      'Exporting the end users of Acme Ltd as of Nov 20, 2026 (the end of that day, UTC)',
    );
    await idle();
  });

  it('of today is of now', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const { text } = await exported(dana, channel, `/endusers export ${acme} as of ${today}`);
    expect(text).toBe(files[2]);
  });

  it.each([
    ['as of 2099-01-01', 'still to come'],
    ['as of 2026-11-09', 'no end users here as of Nov 9, 2026: the first change was made on Nov 10, 2026'],
    ['as of last week', '“last week” is not a day that I can read'],
    ['as of', 'As of which day?'],
    ['before 4711', 'There is no import `4711`'],
  ])('%s gets an answer, and no file', async (words, text) => {
    const before = fake.messages(channel).length;
    expect(await command(dana, channel, `/endusers export ${acme} ${words}`)).toContain(text);
    expect(fake.messages(channel)).toHaveLength(before);
  });

  it('before an import that was never applied is not written', async () => {
    const waiting = await share(dana, channel, `customer_id,name\n${acme},Cy\n`);
    await answer(waiting, /1 new/);
    const list = await command(dana, channel, '/endusers results');
    const number = /`(\d+)` · ⏳/.exec(list)?.[1];
    const reply = await command(dana, channel, `/endusers export ${acme} before ${number}`);
    expect(reply).toContain(`Import ${number} was never applied`);
  });
});
