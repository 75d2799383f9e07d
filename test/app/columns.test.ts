// Members say in a form what the columns of a file are read as; the choice is remembered for files with the same header.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Driver, Message, View } from '../../playground/fake-slack/fake-slack.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick, sendInteraction } from './send-interaction.ts';

const running = await startTestApp();
const { app, fake, db, addOrganization, answer, applied, botsIn, command, idle, privately, share } = running;
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const acme = await addOrganization(dana, 'Acme Ltd');
const text = `org ${acme}`;

const planned = /\[ Columns… ]/;

/** Opens the form of a plan. */
async function opened(member: Driver, plan: Message): Promise<View> {
  expect(await member.click(plan, { text: 'Columns…' })).toMatchObject({ ok: true });
  return fake.until(() => member.modal(), { what: 'the form about columns' });
}

type Menu = {
  readonly label: string;
  readonly hint: string;
  readonly chosen: string;
  readonly block: string;
};

/** The menus of a form. */
const menusOf = ({ content }: View): Menu[] =>
  content.blocks.flatMap((block) => {
    if (block.type !== 'input') return [];
    // The fake's blocks are any JSON; these have passed its check of inputs with menus.
    const input = block as unknown as {
      block_id: string;
      label: { text: string };
      hint: { text: string };
      element: { initial_option: { text: { text: string } } };
    };
    const { label, hint, element } = input;
    return [
      {
        block: input.block_id,
        label: label.text,
        hint: hint.text,
        chosen: element.initial_option.text.text,
      },
    ];
  });

/** Chooses in a form and submits it: label of the menu to option. */
async function choosing(member: Driver, form: View, chosen: Record<string, string>) {
  const entries = Object.entries(chosen).map(([label, option]) => {
    const menu = menusOf(form).find((candidate) => candidate.label === label);
    if (!menu) throw new Error(`the form has no menu ${label}`);
    return [menu.block, option] as const;
  });
  const done = await member.submit(form, Object.fromEntries(entries));
  const shown = member.modal();
  if (shown && Object.keys(done.errors).length === 0) await member.closeView(shown);
  return done;
}

async function rowOf(name: string) {
  const [row] = await db.execute(sql`select * from end_user where name = ${name}`);
  return row;
}

describe('the form about columns', () => {
  it('shows each column with values and how it is read now, and reads the file again as chosen', async () => {
    const csv =
      'Who,Mail,Telly,Dept,Shoe size\nAna,ana@a.example,555 0100,Ops,41\nBo,bo@a.example,555 0101,Ops,42\n';
    const shared = await share(dana, channel, csv, { text });
    const plan = await answer(shared, planned);
    const form = await opened(lee, plan);
    expect(menusOf(form).map(({ label, hint, chosen }) => [label, hint, chosen])).toEqual([
      ['Who', 'Ana · Bo', expect.any(String)],
      ['Mail', 'ana@a.example · bo@a.example', 'Email'],
      ['Telly', '555 0100 · 555 0101', "Don't read"],
      ['Dept', 'Ops', "Don't read"],
      ['Shoe size', '41 · 42', "Don't read"],
    ]);
    await choosing(lee, form, {
      Who: 'Name',
      Telly: 'Phone',
      Dept: 'Title',
      'Shoe size': 'Keep as custom field',
    });
    const anew = await answer(shared, /Columns are read as you chose/);
    expect(anew.ts).toBe(plan.ts);
    expect(anew.text).toContain('`Telly` → phone · `Dept` → title · `Shoe size` → custom field Shoe size');
    expect(botsIn(shared)).toHaveLength(1);
    await applied(dana, shared);
    expect(await rowOf('Ana')).toMatchObject({
      phone: '555 0100',
      title: 'Ops',
      custom_fields: { 'Shoe size': '41' },
    });
  });

  it('has pages for up to 1,000 columns, which keep what was chosen', async () => {
    const names = Array.from({ length: 999 }, (_, at) => `Unknown ${at + 2}`);
    const csv = `email,${names.join(',')}\npages@a.example,${names.map((_, at) => `v${at + 2}`).join(',')}\n`;
    const shared = await share(dana, channel, csv, { text });
    let form = await opened(dana, await answer(shared, planned));
    expect(menusOf(form)).toHaveLength(40);
    await dana.clickInView(form, { text: /^Next/ }, { 'column-1': 'Keep as custom field' });
    await dana.clickInView(form, { text: /^Next/ }, { 'column-41': 'Title' });
    for (let page = 3; page < 25; page++) await dana.clickInView(form, { text: /^Next/ });
    form = dana.modal()!;
    expect(menusOf(form).at(-1)).toMatchObject({
      label: 'Unknown 1000',
      hint: 'v1000',
      chosen: "Don't read",
    });
    expect(JSON.stringify(form.content)).not.toContain('Next');
    await dana.clickInView(form, { text: /^Back/ }, { 'column-999': 'Notes' });
    await choosing(dana, dana.modal()!, {});
    const anew = await answer(shared, /Columns are read as you chose/);
    expect(anew.text).toContain('`Unknown 2` → custom field Unknown 2');
    expect(anew.text).toContain('`Unknown 42` → title');
    expect(anew.text).toContain('`Unknown 1000` → notes');
    await dana.click(anew, { text: 'Cancel' });
  });

  it('keeps what is chosen where Slack leaves out the menus that nobody touched', async () => {
    const shared = await share(dana, channel, 'email,Strange\nuntouched@a.example,X\n', { text });
    const form = await opened(dana, await answer(shared, planned));
    await dana.closeView(form);
    const { payload } = fake.deliveries().findLast(({ payload: { type } }) => type === 'view_submission')!;
    const values = { 'column-1': { value: { type: 'static_select', selected_option: { value: 'title' } } } };
    const view = {
      ...(payload.view as object),
      private_metadata: form.content.private_metadata,
      state: { values },
    };
    await sendInteraction(fake, app.port, { ...payload, trigger_id: 'untouched', view });
    expect((await answer(shared, /Columns are read as you chose/)).text).toContain('`Strange` → title');
    expect((await answer(shared, /Columns are read as you chose/)).text).toContain('1 new');
    await dana.click(await answer(shared, /Columns are read as you chose/), { text: 'Cancel' });
  });

  it('asks for a column that tells who the rows are about', async () => {
    const shared = await share(dana, channel, 'name,Room\nCy,R1\n', { text });
    const plan = await answer(shared, planned);
    const done = await choosing(dana, await opened(dana, plan), { name: "Don't read" });
    expect(Object.values(done.errors).join()).toContain('Choose a column for the name or the email');
    await dana.closeView(dana.modal()!);
    await dana.click(plan, { text: 'Cancel' });
  });

  it('reads two columns with one target: in each row, the better one that is filled', async () => {
    const csv = 'name,Alias,Nick\nDi,,\n,Dino,\n,,Dot\n';
    const shared = await share(dana, channel, csv, { text });
    const form = await opened(dana, await answer(shared, planned));
    await choosing(dana, form, { Nick: 'Name', Alias: 'Name' });
    await answer(shared, /Columns are read as you chose/);
    await applied(dana, shared);
    for (const name of ['Di', 'Dino', 'Dot']) expect(await rowOf(name)).toBeDefined();
  });

  it('is not opened for members who may not decide, nor read from them', async () => {
    const guest = fake.member('sam');
    fake.invite(channel, 'sam');
    const shared = await share(dana, channel, 'email,Floor\nperm@a.example,1\n', { text });
    const plan = await answer(shared, planned);
    await guest.click(plan, { text: 'Columns…' });
    expect(guest.modal()).toBeUndefined();
    const form = await opened(dana, plan);
    await dana.closeView(form);
    const { payload } = fake.deliveries().findLast(({ payload: { type } }) => type === 'view_submission')!;
    const view = { ...(payload.view as object), private_metadata: form.content.private_metadata };
    const asGuest = { ...payload, user: { id: guest.id }, trigger_id: 'guest', view };
    const denied = await (await sendInteraction(fake, app.port, asGuest)).text();
    expect(denied).toContain('response_action');
    expect(denied).not.toContain('reading the file again');
    await idle();
    expect((await answer(shared, planned)).text).not.toContain('Columns are read as you chose');
    await dana.click(plan, { text: 'Cancel' });
  });

  it('of a plan that was replaced or decided changes nothing, and the member is told', async () => {
    const shared = await share(dana, channel, 'email,Desk\nstale@a.example,1\n', { text });
    const plan = await answer(shared, planned);
    const form = await opened(dana, plan);
    await choosing(lee, await opened(lee, plan), { Desk: 'Title' });
    await answer(shared, /Columns are read as you chose/);
    await idle();
    const late = await dana.submit(form, { 'column-1': 'Notes' });
    expect(JSON.stringify(late.view?.content)).toContain('out of date');
    await dana.closeView(late.view!);
    await dana.click(plan, { text: 'Columns…' });
    const old = lastClick(fake);
    await dana.closeView(await fake.until(() => dana.modal()));
    await dana.click(await answer(shared, planned), { text: 'Cancel' });
    await answer(shared, /Canceled/);
    await sendClick(fake, app.port, old);
    await privately(dana, /was already decided/);
    expect(dana.modal()).toBeUndefined();
  });
});

describe('what was chosen', () => {
  const header = 'E-Adresse,Kostenstelle';

  it('is remembered for files with the same header, stated with who chose it, and forgotten with one click', async () => {
    const first = await share(dana, channel, `${header}\nrem1@a.example,K1\n`, { text });
    await choosing(dana, await opened(dana, await answer(first, planned)), {
      Kostenstelle: 'Keep as custom field',
    });
    await dana.click(await answer(first, /Columns are read as you chose/), { text: 'Cancel' });
    const next = await share(lee, channel, `e-adresse,KOSTENSTELLE\nrem2@a.example,K2\n`, { text });
    const plan = await answer(next, /Columns are read as chosen by <@U0DANA000> on/);
    expect(plan.text).toContain('`KOSTENSTELLE` → custom field KOSTENSTELLE');
    await lee.click(plan, { text: 'Forget' });
    const anew = await answer(next, /Columns? not read: `KOSTENSTELLE`/);
    expect(anew.ts).toBe(plan.ts);
    expect(anew.text).not.toContain('Forget');
    await lee.click(anew, { text: 'Cancel' });
    const third = await share(lee, channel, `${header}\nrem3@a.example,K3\n`, { text });
    const guessed = await answer(third, /Columns? not read: `Kostenstelle`/);
    await lee.click(guessed, { text: 'Cancel' });
  });

  it('is never applied at once', async () => {
    const file = (n: number) => `email,Team\nonce${n}@a.example,T\n`;
    const first = await share(dana, channel, file(1), { text });
    await choosing(dana, await opened(dana, await answer(first, planned)), { Team: 'Title' });
    await answer(first, /Columns are read as you chose/);
    await applied(dana, first);
    await command(dana, channel, '/endusers settings apply at once');
    const next = await share(dana, channel, file(2), { text });
    await answer(next, /Columns are read as chosen by/);
    await idle();
    expect((await answer(next, /Columns are read as chosen by/)).text).toContain('[ Apply to 1 end user ]');
    await command(dana, channel, '/endusers settings apply after approval');
  });
});

describe('a file with neither names nor addresses', () => {
  it('is not planned: the bot asks which columns they are, and plans it once it knows', async () => {
    const csv = 'customer_id,phone,Rufname\n1,555 0177,Eli\n1,555 0178,Fay\n'.replaceAll(
      '\n1,',
      `\n${acme},`,
    );
    const shared = await share(dana, channel, csv, { text });
    const asked = await answer(shared, /Which columns are the name and the email address/);
    expect(asked.text).not.toContain('Apply');
    await choosing(dana, await opened(dana, asked), { Rufname: 'Name' });
    const plan = await answer(shared, /2 new/);
    expect(plan.ts).toBe(asked.ts);
    await applied(dana, shared);
    expect(await rowOf('Eli')).toMatchObject({ phone: '555 0177' });
  });
});
