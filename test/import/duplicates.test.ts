// New rows that look like end users who exist, or like each other: by email, by name and phone, or by name alone.
import { expect, test } from 'vitest';
import { freshDatabase } from '../database.ts';
import { toCsv } from './csv.ts';
import { createTestWorkspace, type PlanOptions } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

async function office() {
  const here = await createTestWorkspace(db, `T${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv([
      { customer_id: acme, name: 'Zoë Weiß', email: 'zoe@x.example', phone: '+1 (555) 010-0199', mobile: '' },
      { customer_id: acme, name: 'Bo Li', email: '', phone: '', mobile: '555 0102' },
      { customer_id: acme, name: 'Reception', email: '', phone: '', mobile: '' },
    ]),
  );
  const [zoe = 0, bo = 0, reception = 0] = (await here.endUsers()).map(({ id }) => id);
  const plan = (rows: Parameters<typeof toCsv>[0], options: PlanOptions = {}) =>
    here.plan(toCsv(rows.map((row) => ({ customer_id: acme, ...row }))), {
      choices: { lookAlikes: 'leave out' },
      ...options,
    });
  return { here, acme, zoe, bo, reception, plan };
}

test.each([
  ['the same email', { name: 'Z.', email: 'ZOE@x.example' }, 'Z. looks like Zoë Weiß · ZOE (same email)'],
  [
    'the same name and digits, in another Unicode form',
    { name: 'zoë weiß'.normalize('NFD'), phone: '15550100199', email: 'z@new.example' },
    'zoë weiß looks like Zoë Weiß · ZOE (same name and phone)',
  ],
  [
    'the digits of a mobile',
    { name: 'Bo Li', phone: '5550102', email: '' },
    'Bo Li looks like Bo Li · BO (same name and phone)',
  ],
  [
    'a name without email and phone',
    { name: 'Zoë Weiß', title: 'x' },
    'Zoë Weiß looks like Zoë Weiß · ZOE (same name)',
  ],
  [
    'the name of someone without email and phone',
    { name: 'RECEPTION', email: 'reception@x.example' },
    'RECEPTION looks like Reception · RECEPTION (same name)',
  ],
  [
    'a name with other spaces',
    { name: 'Zoë \u00a0 Weiß', phone: '15550100199', email: 'z@new.example' },
    'Zoë \u00a0 Weiß looks like Zoë Weiß · ZOE (same name and phone)',
  ],
  [
    'a name with two spaces, in ASCII',
    { name: 'Bo  Li', phone: '5550102' },
    'Bo  Li looks like Bo Li · BO (same name and phone)',
  ],
  [
    'full-width digits',
    { name: 'Bo Li', phone: '５５５ ０１０２', email: 'bo@new.example' },
    'Bo Li looks like Bo Li · BO (same name and phone)',
  ],
  [
    'Arabic digits',
    { name: 'Bo Li', phone: '٥٥٥-٠١٠٢', email: 'bo@new.example' },
    'Bo Li looks like Bo Li · BO (same name and phone)',
  ],
  [
    'a name with a phone that is not a value',
    { name: 'Zoë Weiß', phone: '#N/A', email: '' },
    'Zoë Weiß looks like Zoë Weiß · ZOE (same name)',
  ],
  [
    'a name with an email that is not a value',
    { name: 'Zoë Weiß', phone: '', email: 'NULL' },
    'Zoë Weiß looks like Zoë Weiß · ZOE (same name)',
  ],
])('%s is a duplicate candidate', async (_, row, text) => {
  const { plan, zoe, bo, reception } = await office();
  const planned = await plan([row]);
  expect(planned.plan).toMatchObject({ created: 0, leftOut: 1, choiceCounts: { lookAlikes: 1 } });
  const named = text
    .replace('ZOE (', `${zoe} (`)
    .replace('BO (', `${bo} (`)
    .replace('RECEPTION (', `${reception} (`);
  expect(planned.plan.problems).toEqual([{ line: 2, text: named }]);
  expect(planned.plan.lookAlikes).toEqual(planned.plan.problems);
});

test.each([
  ['the same name with another email', { name: 'Zoë Weiß', email: 'z@new.example' }],
  ['the same phone with another name', { name: 'Eve', phone: '+1 555 010 0199' }],
  ['a name written as one word', { name: 'BoLi', phone: '5550102' }],
])('%s is not', async (_, row) => {
  const { plan } = await office();
  expect((await plan([row])).plan).toMatchObject({ created: 1, choiceCounts: { lookAlikes: 0 } });
});

test('rows that look like each other: the first one is created', async () => {
  const { plan } = await office();
  const { plan: planned } = await plan([
    { name: 'Ana', email: 'ana@x.example', phone: '', mobile: '' },
    { name: 'A.', email: 'ANA@x.example', phone: '', mobile: '' },
    { name: 'Cy', email: '', phone: '555 0103', mobile: '' },
    { name: 'cy', email: 'cy@x.example', phone: '', mobile: '555-0103' },
    { name: 'Di', email: '', phone: '', mobile: '' },
    { name: 'Di', email: 'di@x.example', phone: '', mobile: '' },
    { name: 'Ed', email: 'ed@x.example', phone: '', mobile: '' },
    { name: 'Ed', email: 'ed2@x.example', phone: '', mobile: '' },
  ]);
  expect(planned).toMatchObject({ created: 5, leftOut: 3 });
  expect(planned.problems.map(({ text }) => text)).toEqual([
    'A. looks like line 2 (same email)',
    'cy looks like line 4 (same name and phone)',
    'Di looks like line 6 (same name)',
  ]);
});

test('an export without its ids creates nobody, and can update everybody', async () => {
  const { here, plan, zoe } = await office();
  const rows = (await here.endUsers()).map(({ name, email, phone, mobile, id }) => ({
    name,
    email: email ?? '',
    phone: phone ?? '',
    mobile: mobile ?? '',
    title: id === zoe ? 'CTO' : '',
  }));
  const planned = await plan(rows);
  expect(planned.plan).toMatchObject({ created: 0, leftOut: 3, choiceCounts: { lookAlikes: 3 } });
  const updating = await here.choose(planned, { lookAlikes: 'update' });
  expect(updating.plan).toMatchObject({ created: 0, updated: 1, unchanged: 2, leftOut: 0 });
});

test('a row that looks like several end users must name one', async () => {
  const { here, acme, plan } = await office();
  await here.import(toCsv([{ customer_id: acme, name: 'Eve', email: 'zoe@x.example', phone: '555 0999' }]));
  const planned = await plan([{ name: 'Eve', email: 'zoe@x.example', phone: '555 0999' }], {
    choices: { lookAlikes: 'update' },
  });
  expect(planned.plan).toMatchObject({ updated: 0, leftOut: 1 });
  expect(planned.plan.problems[0]?.text).toMatch(/ and others: fill in the contact_id of the one you mean$/);
});

test('names are hidden where others can read', async () => {
  const { plan } = await office();
  const { plan: planned } = await plan([{ name: 'Z.', email: 'zoe@x.example' }], {
    choices: { lookAlikes: 'leave out' },
    redacted: true,
  });
  expect(planned.problems).toEqual([{ line: 2, text: 'Z. looks like an existing end user (same email)' }]);
});

test('cells that are not values make no rows look like each other', async () => {
  const { plan } = await office();
  const { plan: planned } = await plan([
    { name: 'Ana', email: 'NULL', phone: '1' },
    { name: 'Cy', email: 'NULL', phone: '2' },
    { name: '#REF!', email: 'di@x.example', phone: '555' },
    { name: '#REF!', email: 'ed@x.example', phone: '555' },
  ]);
  expect(planned).toMatchObject({ created: 4, choiceCounts: { lookAlikes: 0 } });
});
