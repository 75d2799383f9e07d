// Permissions to look up, edit, and create end users: checked at the command, at the click, and when a form is sent.
import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { channel, endUserForms, textOf } from './end-user-forms.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const running = await startTestApp();
const { fake, app, db, addOrganization, command } = running;
const { imported, rowOf, editing, adding, sentAgain } = endUserForms(running);
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
const id = await imported(dana, acme, { name: 'Ana', email: 'ana@acme.example' });
for (const name of ['rosa', 'sam', 'gus']) fake.invite(channel, name);

describe.each([
  ['a guest', 'sam', channel],
  ['a guest of one channel', 'gus', channel],
  ['a member of another company', 'pat', 'with-partner'],
  ['a deactivated member', 'rosa', channel],
])('%s', (_, name, where) => {
  const them = fake.member(name);

  it('is denied at every command, and sees no end user', async () => {
    for (const line of ['find ana', `show ${id}`, 'add', `add ${acme}`]) {
      const answered = await command(them, where, `/endusers ${line}`);
      expect(answered).toContain("You can't use this app");
      expect(answered).not.toContain('Ana');
    }
    expect(them.modal()).toBeUndefined();
  });

  it('is denied at the buttons that members see', async () => {
    await command(dana, channel, '/endusers find ana');
    const found = dana.ephemerals().findLast(({ text }) => text.includes('Ana'))!;
    const known = fake.calls('response_url').length;
    await dana.click(found, { text: 'Show' });
    await fake.until(() => fake.calls('response_url').length > known);
    for (const actionId of ['show-end-user', 'edit-end-user', 'add-end-user']) {
      const answered = fake.calls('response_url').length;
      await sendClick(fake, app.port, lastClick(fake), { memberId: them.id, actionId });
      await fake.until(() => fake.calls('response_url').length > answered);
      expect(JSON.stringify(fake.calls('response_url').at(-1)?.args)).toContain("You can't use this app");
    }
    expect(them.modal()).toBeUndefined();
  });

  it('is denied when a form is sent, and nothing is stored', async () => {
    const before = [await rowOf(id), await db.execute(sql`select count(*) from end_user`)];
    const form = await editing(dana, id);
    await dana.submit(form, { name: 'Ana' });
    expect(JSON.stringify(await sentAgain({ memberId: them.id }))).toContain("You can't use this app");
    await dana.submit(await adding(dana, `/endusers add ${acme}`), { email: 'nope' });
    await dana.closeView(dana.modal()!);
    expect(JSON.stringify(await sentAgain({ memberId: them.id }))).toContain("You can't use this app");
    expect([await rowOf(id), await db.execute(sql`select count(*) from end_user`)]).toEqual(before);
  });
});

describe('a member with the role view', () => {
  const lee = fake.member('lee');
  const unlooked = async () => {
    await command(dana, channel, '/endusers settings default role edit');
    await command(dana, channel, '/endusers access revoke @lee');
  };
  const onlyLooking = async () => {
    await command(dana, channel, '/endusers settings default role none');
    await command(dana, channel, '/endusers access grant @lee view');
  };

  it('finds and sees end users, without an edit button', async () => {
    await onlyLooking();
    expect(await command(lee, channel, '/endusers find ana')).toContain('Ana');
    const shown = await command(lee, channel, `/endusers show ${id}`);
    expect(shown).toContain('Email: ana@acme.example');
    expect(shown).not.toContain('[ Edit ]');
    expect(await command(lee, channel, '/endusers add')).toContain(
      'You need the role edit to add or change end users',
    );
  });

  it('is denied at a button and in a form from before the role was revoked', async () => {
    await unlooked();
    await command(lee, channel, `/endusers show ${id}`);
    const shown = lee.ephemerals().findLast(({ text }) => text.includes('[ Edit ]'))!;
    const form = await editing(lee, id);
    await onlyLooking();
    const sent = await lee.submit(form, { name: 'Mallory' });
    expect(textOf(sent.view)).toContain('to add or change end users');
    const known = lee.ephemerals().length;
    await lee.click(shown, { text: 'Edit' });
    await fake.until(() => lee.ephemerals().length > known);
    expect(lee.ephemerals().at(-1)?.text).toContain('You need the role edit to add or change end users');
    expect(await rowOf(id)).toMatchObject({ name: 'Ana' });
  });
});

describe('a member who has a form open', () => {
  const minuteMs = 60_000;

  it.each([
    ['leaves', 'deactivated'],
    ['becomes a guest', 'guest'],
  ] as const)('and %s is refused when it is sent, a minute later at the latest', async (_, kind) => {
    await command(dana, channel, '/endusers settings default role edit');
    for (const form of ['edit', 'add']) {
      const name = `${form}-${kind}`;
      fake.addMember({ name });
      fake.invite(channel, name);
      const them = fake.member(name);
      const open = form === 'edit' ? await editing(them, id) : await adding(them, `/endusers add ${acme}`);
      const before = await db.execute(sql`select * from end_user order by id`);
      fake.changeMember(name, { kind });
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minuteMs + 1 });
      try {
        const sent = await them.submit(open, { name: 'Mallory' });
        expect(textOf(sent.view)).toContain("You can't use this app");
      } finally {
        vi.useRealTimers();
      }
      expect(await db.execute(sql`select * from end_user order by id`)).toEqual(before);
    }
  });
});
