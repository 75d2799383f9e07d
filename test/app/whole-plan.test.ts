// A plan can be seen whole, on pages or as a file, and a member leaves out parts of it before it is approved.
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Message, View } from '../../playground/fake-slack/fake-slack.ts';
import { access } from '../../src/db/schema/access-table.ts';
import { startTestApp } from './running-app.ts';
import { lastClick, sendClick } from './send-interaction.ts';

const {
  app,
  fake,
  db,
  addOrganization,
  answer,
  applied,
  botsIn,
  command,
  idle,
  postedFile,
  privately,
  share,
} = await startTestApp();
const dana = fake.member('dana');
const lee = fake.member('lee');
const channel = 'end-users';
const outside = 'with-partner';
const workspaceId = fake.app().teamId;
const acme = await addOrganization(dana, 'Acme Ltd');
const beta = await addOrganization(dana, 'Beta GmbH');

const many = (prefix: string, count: number, title = 'x'): string =>
  `customer_id,name,title\n${Array.from({ length: count }, (_, at) => `${acme},${prefix} ${at + 1},${title}\n`).join('')}`;

/** Everything that the modal shows. */
const shownIn = (view: View | undefined): string => JSON.stringify(view?.content.blocks ?? []);

async function modalOf(member: Driver, what: string): Promise<View> {
  return fake.until(() => member.modal(), { what });
}

async function closeModal(member: Driver): Promise<void> {
  const open = member.modal();
  if (open) await member.closeView(open);
}

const linesOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true });

async function endUser(name: string) {
  const [row] = await db.execute<{ id: string; title: string | null; phone: string | null }>(
    sql`select id, title, phone from end_user where name = ${name}`,
  );
  return row;
}

describe('the button "All N cells" on a plan with few cells', () => {
  it('shows them on pages, and posts them as a file on request', async () => {
    const shared = await share(dana, channel, many('Page', 15));
    const plan = await answer(shared, /\[ All 30 cells ]/);
    await lee.click(plan, { text: 'All 30 cells' });
    const first = await modalOf(lee, 'the cells');
    expect(shownIn(first)).toContain('1 to 20 of 30');
    expect(shownIn(first)).toContain('line 2 · Page 1');
    await lee.clickInView(first, { text: 'Next' });
    expect(shownIn(lee.modal())).toContain('21 to 30 of 30');
    expect(shownIn(lee.modal())).toContain('Page 15');
    expect(shownIn(lee.modal())).not.toContain('"Next"');
    await lee.clickInView(lee.modal()!, { text: 'Back' });
    expect(shownIn(lee.modal())).toContain('1 to 20 of 30');
    await lee.clickInView(lee.modal()!, { text: 'As a file' });
    expect(shownIn(lee.modal())).toMatch(/file with all cells comes in the .*thread of import/);
    const csv = await (await postedFile(shared, /people_cells\.csv/)).text();
    expect(linesOf(csv)).toHaveLength(30);
    await closeModal(lee);
  });

  it('is on the result, too, with the values before and after', async () => {
    const shared = await share(dana, channel, many('Result', 2));
    const result = await applied(dana, shared);
    await lee.click(result, { text: 'All 4 cells' });
    const shown = await modalOf(lee, 'the cells');
    expect(shownIn(shown)).toContain('1 to 4 of 4');
    await lee.clickInView(shown, { text: 'As a file' });
    const csv = await (await postedFile(shared, /people_cells\.csv/)).text();
    expect(csv).toMatch(/^line,contact_id,name,field,before,after,why\r\n,\d+,Result 1,name,,Result 1,\r\n/);
    await closeModal(lee);
  });
});

describe('the button "All N cells" on a plan with many cells', () => {
  let shared: Message;
  let plan: Message;

  beforeAll(async () => {
    shared = await share(dana, channel, many('Many', 120, '=1+1'), { name: 'many.csv' });
    plan = await answer(shared, /\[ All 240 cells ]/);
  });

  it('posts a file into the thread, once, however often it is clicked', async () => {
    await lee.click(plan, { text: 'All 240 cells' });
    await privately(lee, /The file with all cells comes in the .*thread of import/);
    const file = await postedFile(shared, /many_cells\.csv/);
    const lines = linesOf(await file.text());
    expect(lines).toHaveLength(240);
    expect(lines[1]).toEqual({
      line: '2',
      contact_id: '',
      name: 'Many 1',
      field: 'title',
      now: '',
      'will be': "'=1+1",
      why: '',
    });
    await idle();
    await lee.click(plan, { text: 'All 240 cells' });
    await privately(lee, /The file with all cells is in the .*thread of import \d+>? already/);
    await db.execute(sql`
      insert into job (workspace_id, kind, payload)
      select workspace_id, 'post-all-cells', jsonb_build_object('workspaceId', workspace_id, 'importId', id, 'of', 'plan',
        'planNumber', plan_number, 'memberId', ${lee.id}::text)
      from import where file_name = 'many.csv'`);
    await idle();
    expect(botsIn(shared).flatMap(fake.files)).toHaveLength(1);
  });

  it('posts nothing for a plan that was canceled, and says so', async () => {
    await dana.click(plan, { text: 'Cancel' });
    await answer(shared, /Canceled/);
    await sendClick(fake, app.port, lastClick(fake), { actionId: 'all-cells' });
    await privately(dana, /was already decided .*Your click changed nothing/);
    await idle();
    expect(botsIn(shared).flatMap(fake.files)).toHaveLength(1);
  });

  it('is for members who may see results, also at the moment when the file is written', async () => {
    const other = await share(dana, channel, many('Secretly', 120), { name: 'secretly.csv' });
    const waiting = await answer(other, /\[ All 240 cells ]/);
    await command(dana, channel, '/endusers settings default role none');
    await lee.click(waiting, { text: 'All 240 cells' });
    await privately(lee, /You need the role view to see import results/);
    await db.execute(sql`
      insert into job (workspace_id, kind, payload)
      select workspace_id, 'post-all-cells', jsonb_build_object('workspaceId', workspace_id, 'importId', id, 'of', 'plan',
        'planNumber', plan_number, 'memberId', ${lee.id}::text)
      from import where file_name = 'secretly.csv'`);
    await idle();
    expect(botsIn(other).flatMap(fake.files)).toEqual([]);
    await db.insert(access).values({ workspaceId, memberId: lee.id, role: 'view', grantedBy: dana.id });
    await lee.click(waiting, { text: 'All 240 cells' });
    await postedFile(other, /secretly_cells\.csv/);
    // Leaving out takes the role edit.
    await lee.click(waiting, { text: 'Leave out…' });
    await privately(lee, /You need the role edit to decide on imports/);
    await db.delete(access);
    await command(dana, channel, '/endusers settings default role edit');
  });
});

describe('the file of all cells is posted once when', () => {
  it.each<[string, Parameters<typeof fake.faults.add>[0]]>([
    ['its answer is lost', { method: 'files.completeUploadExternal', answer: { acceptThenFail: true } }],
    ['the upload is refused', { method: 'upload', answer: { status: 500 } }],
    ['the upload breaks off', { method: 'upload', answer: 'reset' }],
  ])('%s', async (what, fault) => {
    const name = `${what.replaceAll(' ', '-')}.csv`;
    const shared = await share(dana, channel, many(what, 101), { name });
    const plan = await answer(shared, /\[ All 202 cells ]/);
    fake.faults.add(fault);
    await dana.click(plan, { text: 'All 202 cells' });
    await postedFile(shared, /_cells\.csv/);
    await idle();
    expect(botsIn(shared).flatMap(fake.files)).toHaveLength(1);
  });
});

describe('in a channel that is shared with another company', () => {
  it('the file goes to a direct message, and what is left out names nobody', async () => {
    const shared = await share(dana, outside, many('Hidden', 120), { name: 'hidden.csv' });
    const plan = await answer(shared, /\[ All 240 cells ]/);
    await dana.click(plan, { text: 'All 240 cells' });
    await privately(dana, /goes to your direct messages/);
    await idle();
    expect(botsIn(shared).flatMap(fake.files)).toEqual([]);
    const [dm] = fake.messages(dana.directMessages()).filter((message) => fake.files(message).length > 0);
    expect(linesOf(await fake.files(dm!)[0]!.text())).toHaveLength(240);
    await dana.click(plan, { text: 'Leave out…' });
    const form = await modalOf(dana, 'the form');
    await dana.submit(form, { 'leave-out-organizations': ['Acme Ltd'] });
    const less = await answer(shared, /Left out by/);
    expect(less.text).toContain('1 organization (120 end users)');
    expect(less.text).not.toContain('Acme');
    await closeModal(dana);
  });
});

describe('"Leave out…"', () => {
  let ana: string;
  let bo: string;

  beforeAll(async () => {
    await applied(
      dana,
      await share(dana, channel, `customer_id,name,title,phone\n${acme},Ana,a,1\n${beta},Bo,b,2\n`, {
        name: 'base.csv',
      }),
    );
    [ana, bo] = [(await endUser('Ana'))!.id, (await endUser('Bo'))!.id];
  });

  async function planned(name: string) {
    const csv = `customer_id,contact_id,name,title,phone\n,${ana},Ana,CTO,10\n,${bo},Bo,CEO,20\n${acme},,Eve ${name},x,30\n`;
    const shared = await share(dana, channel, csv, { name });
    return { shared, plan: await answer(shared, /Apply to 3 end users/) };
  }

  async function leavingOut(plan: Message, chosen: Parameters<Driver['submit']>[1]) {
    await dana.click(plan, { text: 'Leave out…' });
    const form = await modalOf(dana, 'the form about what to leave out');
    const done = await dana.submit(form, chosen);
    expect(done.errors).toEqual({});
    await closeModal(dana);
  }

  it('leaves out fields, organizations, and end users; what is approved is exactly the rest', async () => {
    const { shared, plan } = await planned('fields.csv');
    await leavingOut(plan, { 'leave-out-fields': ['phone'], 'leave-out-organizations': ['Beta GmbH'] });
    const less = await answer(shared, /Apply to 2 end users/);
    expect(less.ts).toBe(plan.ts);
    expect(less.text).toContain('1 new · 1 updated (1 cell) · 1 left out');
    expect(less.text).toMatch(/Left out by .*: field phone \(2 cells\) · Beta GmbH \(1 end user\)/);
    expect(less.text).not.toContain('in the file below');
    const result = await applied(dana, shared);
    expect(result.text).toMatch(/Left out by .*: field phone/);
    expect(await endUser('Ana')).toMatchObject({ title: 'CTO', phone: '1' });
    expect(await endUser('Bo')).toMatchObject({ title: 'b', phone: '2' });
    expect(await endUser('Eve fields.csv')).toMatchObject({ title: 'x', phone: null });
    expect(botsIn(shared).flatMap(fake.files)).toEqual([]);
  });

  it('finds end users of the plan by name, and keeps what was chosen before', async () => {
    const { shared, plan } = await planned('search.csv');
    await dana.click(plan, { text: 'Leave out…' });
    const form = await modalOf(dana, 'the form');
    await dana.clickInView(
      form,
      { text: 'Search' },
      { 'leave-out-search-text': 'eve sea', 'leave-out-kinds': ['Emptied cells'] },
    );
    const found = dana.modal()!;
    expect(shownIn(found)).toContain('Eve search.csv · new, line 4');
    expect(shownIn(found)).not.toContain(`Bo · ${bo}`);
    await dana.clickInView(
      found,
      { text: 'Search' },
      { 'leave-out-end-users-1': ['Eve search.csv · new, line 4'], 'leave-out-search-text': bo },
    );
    const again = dana.modal()!;
    expect(shownIn(again)).toContain(`Bo · ${bo}`);
    await dana.submit(again, { 'leave-out-end-users-2': ['l4', `e${bo}`] });
    const less = await answer(shared, /Apply to 1 end user/);
    expect(less.text).toContain('Eve search.csv (3 cells)');
    expect(less.text).toContain(`Bo · ${bo} (2 cells)`);
    await closeModal(dana);
  });

  it('of everything leaves nothing to apply, which is put back with one click', async () => {
    const { shared, plan } = await planned('everything.csv');
    await leavingOut(plan, { 'leave-out-kinds': ['New end users', 'Updates of end users'] });
    const nothing = await answer(shared, /Nothing is left to apply/);
    expect(nothing.text).toMatch(/new end users \(1 end user\)/);
    expect(nothing.text).not.toMatch(/\[ Apply/);
    await dana.click(nothing, { text: 'Put back' });
    const back = await answer(shared, /Apply to 3 end users/);
    expect(back.text).not.toContain('Left out by');
  });

  it('is about the plan that the member saw', async () => {
    const { shared, plan } = await planned('outdated.csv');
    await dana.click(plan, { text: 'Leave out…' });
    const form = await modalOf(dana, 'the form');
    await dana.click(plan, { text: 'Cancel' });
    await answer(shared, /Canceled/);
    await dana.submit(form, { 'leave-out-fields': ['phone'] });
    expect(shownIn(dana.modal())).toContain('was already decided');
    await closeModal(dana);
  });
});
