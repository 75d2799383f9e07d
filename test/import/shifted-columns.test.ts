// Columns that are shifted against the others, as when one was sorted alone, and edits that look similar but are meant.
import { describe, expect, test } from 'vitest';
import type { Choices } from '../../src/model/choices.ts';
import { freshDatabase } from '../database.ts';
import { edited, toCsv } from './csv.ts';
import { createTestWorkspace } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

/** Plans a copy of an export in which one column has other values. Those of each line: stored, and in the file. */
async function plannedColumn(
  column: string,
  stored: readonly string[],
  inFile: readonly string[],
  choices: Partial<Choices> = {},
) {
  const here = await createTestWorkspace(db, `S${++workspaces}`);
  const acme = await here.organization('Acme');
  await here.import(
    toCsv(
      stored.map((value, i) => ({
        customer_id: acme,
        name: `Person ${i}`,
        zip: `1000${i}`,
        [column]: value,
      })),
    ),
  );
  const base = await here.export(null, { withCustom: column.startsWith('custom: ') });
  let at = 0;
  // Each row has an edit of its own, so that rows in which the column is as it was are updates, too.
  const csv = edited(base.csv, () => ({ title: `Title ${at}`, [column]: inFile[at++]! }));
  const { plan } = await here.plan(csv, { base, choices: { otherPeople: 'leave out', ...choices } });
  return plan;
}

const times = (n: number, value: (i: number) => string) => Array.from({ length: n }, (_, i) => value(i));
/** In another order than when sorted. */
const mixed = (value: (i: number) => string) => times(8, (i) => value((i * 3 + 1) % 8));
const down = (values: readonly string[]) => ['', ...values.slice(0, -1)];
const up = (values: readonly string[]) => [...values.slice(1), ''];
const phones = ['555 01', '555 02', '555 03', '555 04'];

describe('sorted alone', () => {
  test.each([
    ['name', mixed((i) => `Some ${i}`)],
    ['address2', mixed((i) => `Floor ${i}`)],
    ['state', mixed((i) => `S${i}`)],
    ['notes', mixed((i) => `Note ${i}\nof two lines`)],
    ['direct_report', mixed((i) => `Boss ${i}`)],
    ['ticket_matching_emails', mixed((i) => `t${i}@x.example`)],
    ['vendor_id', mixed((i) => `${i + 1}`)],
    ['custom_fields', mixed((i) => `{"Badge":"${i}"}`)],
    ['custom: Badge', mixed((i) => `b${i}`)],
    ['city', ['Rome', 'Bern', 'Rome', 'Bern', 'Bern', 'Rome', 'Bern', 'Rome']],
  ])('%s is named', async (column, stored) => {
    const sorted = [...stored].sort();
    const moved = stored.filter((value, i) => value !== sorted[i]).length;
    const plan = await plannedColumn(column, stored, sorted);
    expect(plan).toMatchObject({ updated: 8 - moved, choiceCounts: { otherPeople: moved } });
    const name = column.startsWith('custom') ? 'custom_fields · Badge' : column;
    expect(plan.problems[0]?.text).toContain(`the column ${name} is shifted against the others`);
  });

  test('a sparse column is named', async () => {
    const stored = ['', '555 3', '', '555 4', '', '555 1', '', '555 2'];
    expect(
      (await plannedColumn('phone', stored, [...stored].sort().reverse())).choiceCounts.otherPeople,
    ).toBeGreaterThan(3);
  });
});

describe('shifted by one row', () => {
  test.each([
    ['down', down(phones), 'clear', 0],
    ['up', up(phones), 'clear', 0],
    // The row with the empty cell keeps its phone.
    ['down', down(phones), 'keep', 1],
    ['up', up(phones), 'keep', 1],
  ] as const)('%s is named', async (_, inFile, emptyCells, updated) => {
    const plan = await plannedColumn('phone', phones, inFile, { emptyCells });
    expect(plan).toMatchObject({ updated, choiceCounts: { otherPeople: 4 - updated } });
  });

  test('is named where others have edited some cells since', async () => {
    const here = await createTestWorkspace(db, `S${++workspaces}`);
    const acme = await here.organization('Acme');
    const stored = times(6, (i) => `555 0${i}`);
    await here.import(toCsv(stored.map((phone, i) => ({ customer_id: acme, name: `Person ${i}`, phone }))));
    const base = await here.export();
    const ids = (await here.endUsers()).map(({ id }) => id);
    await here.import(
      toCsv(ids.slice(0, 3).map((contact_id, i) => ({ contact_id, phone: `556 0${i}` }))),
      {},
      'U2',
    );
    let at = 0;
    const csv = edited(base.csv, () => ({ phone: stored[++at % 6]! }));
    const { plan } = await here.plan(csv, { base, choices: { otherPeople: 'leave out' } });
    expect(plan.updated).toBe(0);
  });
});

describe('is no shift:', () => {
  const titles = ['CTO', 'Clerk', 'CTO', 'Clerk', 'CTO', 'Head', 'Clerk', 'CTO'];
  test.each([
    ['the same for all', 'city', titles, titles.map(() => 'CTO')],
    ['two people who swap a phone', 'phone', phones, [phones[1]!, phones[0]!, phones[2]!, phones[3]!]],
    [
      'an area code that changed for all',
      'phone',
      phones,
      phones.map((phone) => phone.replace('555', '556')),
    ],
    ['a department that is renamed', 'state', titles, titles.map((t) => (t === 'Clerk' ? 'Staff' : t))],
    ['two departments that become one', 'state', titles, titles.map((t) => (t === 'Clerk' ? 'CTO' : t))],
    [
      'a step up for everybody',
      'state',
      titles,
      titles.map((t) => (t === 'Clerk' ? 'Head' : t === 'Head' ? 'CTO' : 'CEO')),
    ],
    ['a column that is emptied', 'notes', titles, titles.map(() => '')],
    ['a column that is filled', 'notes', titles.map(() => ''), titles],
    [
      'a yes or no that all have',
      'notification_billing',
      titles.map((_, i) => String(i % 2 === 0)),
      titles.map(() => 'true'),
    ],
    [
      'a key of the custom fields for all',
      'custom_fields',
      mixed((i) => `{"Badge":"${i}"}`),
      titles.map(() => '{"Floor":"3"}'),
    ],
    [
      'two people who swap a badge',
      'custom_fields',
      ['{"B":"1"}', '{"B":"2"}', '{"B":"3"}'],
      ['{"B":"2"}', '{"B":"1"}', '{"B":"3"}'],
    ],
  ])('%s', async (_, column, stored, inFile) => {
    const plan = await plannedColumn(column, stored, inFile);
    expect(plan).toMatchObject({ updated: stored.length, choiceCounts: { otherPeople: 0 } });
  });
});
