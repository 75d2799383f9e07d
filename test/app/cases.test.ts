// Small files as real systems and hands produce them, each shared with `org 1` in the message: who is there in the end, and
// what the plan says.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/fake-slack/fake-slack.ts';
import { columnFields } from '../../src/model/columns.ts';
import { startTestApp } from './running-app.ts';

type Person = Readonly<Record<string, string | boolean>>;

type Case = {
  /** The new end users, with all their cells, in the order of the lines. */
  readonly people?: readonly Person[];
  /** What the refusal says. */
  readonly refused?: RegExp;
  /** What the plan says as well. */
  readonly says?: readonly RegExp[];
};

const ada = { name: 'Ada Byron', email: 'ab@example.com' };
const bob = { name: 'Bob Hope', email: 'bh@example.com' };
const adaOfAcme = { name: 'Ada Byron', email: 'ab@acme.example' };
const bobOfAcme = { name: 'Bob Hope', email: 'bh@acme.example' };

const cases: Readonly<Record<string, Case>> = {
  'ch-org-german__neu.csv': { people: [ada] },
  'del-commaspace-quotes__handmade.csv': {
    people: [
      { ...ada, city: 'Oslo' },
      { name: 'Hope, Bob', email: 'bh@example.com', city: 'Rome' },
    ],
  },
  'del-extra-cell__shift.csv': { people: [], says: [/line 2: its cells seem to be one column off/] },
  'del-row-in-quotes__wrapped.csv': { refused: /Line 1 is in quotes as a whole.*Save the file again/ },
  'del-rows-in-quotes-header-ok__halfwrapped.csv': { refused: /Line 2 is in quotes as a whole/ },
  'del-two-mixed__two.csv': { refused: /Line 2 has semicolons between its cells/ },
  'enc-cp1250__lide.csv': {
    people: [
      { name: 'Jiří Dvořák', email: 'jd@example.com', city: 'Plzeň' },
      { name: 'Šárka Čapková', email: 'sc@example.com', city: 'Děčín' },
    ],
    says: [/Jiří Dvořák/],
  },
  'enc-cp1251__sotrudniki.csv': {
    people: [{ name: 'Иван Петров', email: 'ip@example.com', city: 'Москва' }],
    says: [/Иван Петров/],
  },
  'enc-cp1254__liste.csv': {
    people: [
      { name: 'İpek Yıldız', email: 'iy@example.com', city: 'Muğla' },
      { name: 'Güneş Şahin', email: 'gs@example.com', city: 'Kuşadası' },
    ],
  },
  'enc-macroman__staff-mac.csv': {
    people: [
      { name: 'Jürgen Müller', email: 'jm@example.com', city: 'Köln' },
      { name: 'Zoë Nuñez', email: 'zn@example.com', city: 'A Coruña' },
    ],
  },
  'enc-entities__web.csv': {
    people: [{ email: 'so@example.com' }],
    says: [/2 cells/, /&amp;eacute;|&eacute;/],
  },
  'enc-fffd__fffd.csv': { people: [{ email: 'jn@example.com' }], says: [/2 cells/] },
  'enc-mojibake__moji.csv': { people: [{ email: 'jn@example.com' }], says: [/2 cells/] },
  'enc-late-latin__late.csv': {
    people: [
      { name: 'Ann', email: 'a@example.com' },
      { name: 'René', email: 'r@example.com' },
      { name: 'Zoë', email: 'z@example.com' },
    ],
    says: [/line 4/],
  },
  'fo-docx__users.docx': { refused: /Word document/ },
  'fo-vcf__contacts.vcf': { refused: /vCard/ },
  'fo-htmlxls__users.xls': { refused: /HTML table saved as a spreadsheet/ },
  'x-loginxml__denied.csv': { refused: /an error page/ },
  'q-backslash__bs.csv': { people: [], says: [/line 2/] },
  'q-excel-text__exceltext.csv': {
    people: [
      { ...ada, phone: '0475123456', zip: '02134' },
      { ...bob, phone: '0475999999', zip: '00501' },
    ],
  },
  'q-smart__smart.csv': {
    people: [
      { name: 'Ada Byron', title: 'Head of IT', city: 'Oslo' },
      { name: 'Hope, Bob', title: 'Clerk', city: 'Rome' },
    ],
  },
  'rw-ad-all__ADUsers.csv': {
    people: [{ ...adaOfAcme, phone: '5550100', mobile: '5550200', title: 'Analyst' }],
    says: [/mail.*only where.*EmailAddress/, /telephoneNumber/, /MobilePhone/],
  },
  'rw-desc-row2__tmpl.csv': { people: [{ ...adaOfAcme, phone: '5550100' }] },
  'rw-displayblank-nomail__tb2.csv': {
    people: [{ name: 'Ada Byron', phone: '5550100' }, { name: 'Cy Day' }],
  },
  'rw-m365__users_5_1_2024.csv': {
    people: [
      { ...adaOfAcme, city: 'Oslo', title: 'Analyst', phone: '5550100', mobile: '5550200' },
      bobOfAcme,
    ],
    says: [/User principal name.*→ email/],
  },
  'rw-name-firstname__staff.csv': { people: [adaOfAcme, bobOfAcme] },
  'rw-name-vorname__mitarbeiter.csv': { people: [{ ...adaOfAcme, phone: '0221 5550100' }, bobOfAcme] },
  'rw-outlook__contacts.CSV': {
    people: [
      {
        ...adaOfAcme,
        title: 'Analyst',
        address1: '1 Main St',
        city: 'Oslo',
        phone: '5550100',
        mobile: '5550200',
      },
    ],
    says: [/Title/, /Company|Acme/, /E-mail 2 Address/],
  },
  'rw-outlook-de__kontakte.CSV': {
    people: [
      {
        ...adaOfAcme,
        title: 'Leiterin',
        address1: 'Hauptstr. 1',
        city: 'Köln',
        phone: '0221 5550100',
        mobile: '0170 5550200',
      },
      bobOfAcme,
    ],
  },
  'rw-title-mr__crm.csv': { people: [bobOfAcme, adaOfAcme], says: [/not read.*Title/] },
  'rw-workspace__User_Download.csv': {
    people: [
      { ...adaOfAcme, phone: '5550100', mobile: '5550200' },
      { ...bobOfAcme, mobile: '5550201' },
      { name: 'Cy Day', email: 'cd@acme.example' },
    ],
  },
  'st-comment-top__comment.csv': { people: [ada], says: [/header is on line 3/] },
  'st-title__report.csv': { people: [{ ...ada, phone: '5550100' }], says: [/header is on line 4/] },
  'st-type__ps.csv': { people: [{ ...ada, phone: '5550100' }], says: [/header is on line 2/] },
  'st-name-title__group.csv': {
    people: [{ name: 'Ada', email: 'ab@example.com', phone: '5550100' }],
    says: [/header is on line 3/],
  },
  'st-linkedin__Connections.csv': {
    people: [
      { ...ada, title: 'Analyst' },
      { name: 'Bob Hope', title: 'Clerk' },
    ],
    says: [/header is on line 4/],
  },
  'st-ctrlz__dos.csv': { people: [ada] },
  'st-dashes__psql.csv': { people: [{ ...ada, phone: '5550100' }], says: [/line 2/, /line 4/] },
  'st-repeat-header__merged.csv': {
    people: [
      { name: 'Ada Byron', title: 'Analyst', phone: '5550100' },
      { name: 'Bob Hope', title: 'Clerk', phone: '5550101' },
    ],
    says: [/line 3/],
  },
  'st-footer__footer.csv': {
    people: [
      { ...ada, phone: '5550100' },
      { ...bob, phone: '5550101' },
    ],
    says: [/line 5/],
  },
  'st-two-tables__twotables.csv': {
    people: [{ name: 'Ada Byron', title: 'Analyst', phone: '5550100' }],
    says: [/lines 4, 5/],
  },
  'st-transposed__transposed.csv': { refused: /Transpose the table/ },
  'v-bool-lang__bool.csv': {
    people: [
      { name: 'Ada', notification_billing: true, notification_marketing: false, notification_reports: true },
    ],
    says: [/neither yes nor no: write true or false/],
  },
  'v-errors__err.csv': { people: [ada, bob], says: [/6 cells/] },
  'v-sci__sci.csv': {
    people: [
      { ...ada, zip: '2134' },
      { ...bob, zip: '00501' },
    ],
    says: [/4 cells/],
  },
  'v-mail-forms__mailforms.csv': {
    people: [
      { name: 'Ada', email: 'ab@example.com' },
      { name: 'Bob', email: 'bh@example.com' },
      { name: 'Cy', email: 'cy@example.com' },
      { name: 'Di', email: 'di@example.com' },
      { name: 'Ed', email: 'ed@example.com' },
      { name: 'Fi', email: 'fi@example.com' },
      { name: 'Gi', email: 'gi@example.com' },
      { name: 'Ka', email: 'ka@exämple.de' },
      { name: 'Li', email: 'li@example.com' },
      { name: 'Mo', email: 'MO@EXAMPLE.COM' },
      { name: 'No', email: 'no_EXT_#EXT#@acme.onmicrosoft.com' },
    ],
    says: [/3 cells contain several email addresses/, /write ho@example\.com/, /write iv@example\.com/],
  },
  'v-sameperson__same.csv': { people: [ada], says: [/2 new rows look like/] },
  'v-ws__ws.csv': { people: [{ name: 'Ada   Byron', title: 'Analyst', city: 'Oslo', phone: '5550100' }] },
  'v-zwsp-mail__zwsp.csv': {
    people: [ada, bob, { name: 'Cy Day', email: 'cd@example.com' }],
    says: [/U\+00AD/],
  },
  'x-extra-header__eh.csv': {
    people: [
      { name: 'Ada', email: 'ab@example.com' },
      { name: 'Bob', email: 'bh@example.com' },
    ],
    says: [/not read.*column 3/],
  },
  'x-lang-de__de.csv': {
    people: [
      { ...ada, phone: '1', mobile: '2', address1: 'S 1', zip: '50667', city: 'Köln', title: 'Leiterin' },
    ],
  },
  'x-prefixed__pre.csv': { people: [{ ...ada, phone: '5550100' }] },
};

const folder = 'test/fixtures/cases';
const { fake, db, addOrganization, answer, applied, share } = await startTestApp();
const dana = fake.member('dana');
const acme = await addOrganization(dana, 'Acme Ltd');
await addOrganization(dana, 'Beta GmbH');

const read = (file: string) => readFileSync(path.join(folder, file));
const nameOf = (file: string) => file.split('__').at(-1)!;

/** The end users that a shared file created, without empty cells. */
async function createdBy(shareTs: string): Promise<Person[]> {
  const rows = await db.execute<Record<string, string | boolean | null>>(sql`
    select ${sql.raw(columnFields.map((field) => `e.${field}`).join(', '))} from end_user e
    join operation o on o.workspace_id = e.workspace_id and o.id = e.created_in
    join import i on i.workspace_id = o.workspace_id and i.id = o.import_id
    where i.share_ts = ${shareTs} order by e.id`);
  return rows.map(
    (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Person,
  );
}

describe('a file as people have it', () => {
  it.each(Object.entries(cases))('%s', async (file, { people, refused, says = [] }) => {
    // Each is about its own reading, not about whom other files have created.
    await db.execute(
      sql`update end_user set email = null, phone = null, mobile = null, name = 'Somebody ' || id`,
    );
    const channel = dana.directMessages();
    const shared = await share(dana, channel, read(file), { name: nameOf(file), text: `org ${acme}` });
    if (refused) {
      expect((await answer(shared, /🚫/)).text.replaceAll('\n', ' ')).toMatch(refused);
      return;
    }
    const plan = await answer(shared, /Apply to|Nothing to/);
    for (const text of says) expect(plan.text.replaceAll('\n', ' ')).toMatch(text);
    if (people!.length > 0) await applied(dana, shared);
    expect(await createdBy(shared.ts)).toEqual(people);
  });
});

describe('an update of someone who is there', () => {
  const chloe = {
    name: 'Chloé Müller',
    phone: '+1 555 010 0199',
    mobile: '0475123456',
    extension: '12',
    zip: '02134',
    city: 'Köln',
    title: 'Head of IT',
  };
  let created: Message;
  let id: unknown;
  beforeAll(async () => {
    const content = `${Object.keys(chloe).join(',')}\n${Object.values(chloe).join(',')}\n`;
    created = await share(dana, dana.directMessages(), content, { text: `org ${acme}` });
    await applied(dana, created);
    [{ id } = { id }] = await db.execute(sql`select id from end_user where name = ${chloe.name}`);
  });

  it.each([
    ['up-entities.csv', /2 cells/],
    ['up-errors.csv', /4 cells/],
    ['up-null.csv', /4 cells/],
    ['up-exceltext.csv', /Nothing to change/],
    ['up-ws.csv', /Nothing to change/],
  ])('%s overwrites nothing', async (file, says) => {
    const content = read(file)
      .toString()
      .replace(/^( ?)1( ?,)/m, `$1${id}$2`);
    const shared = await share(dana, dana.directMessages(), content, { name: file, text: `org ${acme}` });
    expect((await answer(shared, says)).text).not.toContain('Apply to');
    expect(await createdBy(created.ts)).toEqual([chloe]);
  });
});

it('covers every file', () => {
  const covered = [...Object.keys(cases), 'two-orgs-company.csv'];
  const others = readdirSync(folder).filter((file) => !covered.includes(file) && !file.startsWith('up-'));
  expect(others).toEqual([]);
});

it('organizations that rows name get the rows', async () => {
  const shared = await share(dana, dana.directMessages(), read('two-orgs-company.csv'));
  await applied(dana, shared);
  const rows = await db.execute(sql`
    select o.name as organization, e.name from end_user e join organization o on o.id = e.organization_id
    where e.email in ('a2@acme.example', 'b2@acme.example') order by e.id`);
  expect([...rows]).toEqual([
    { organization: 'Acme Ltd', name: 'Ada Byron' },
    { organization: 'Beta GmbH', name: 'Bob' },
  ]);
});
