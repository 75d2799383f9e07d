// What a member leaves out of a plan: it only ever removes changes from it, whatever the checks of the rows found.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findLeaveOutOptions } from '../../src/import/plan/leave-out-options.ts';
import { fields } from '../../src/model/columns.ts';
import { type LeftOut, leftOutKinds } from '../../src/model/left-out.ts';
import { freshDatabase } from '../database.ts';
import { runs, seed, timeLimit } from '../runs.ts';
import { edited, toCsv } from './csv.ts';
import { choices } from './play.ts';
import { createTestWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
let workspaces = 0;

const strict = { lookAlikes: 'leave out', olderValues: 'keep', otherPeople: 'leave out' } as const;

async function office(people: readonly Readonly<Record<string, string>>[]) {
  const here = await createTestWorkspace(db, `L${++workspaces}`);
  const acme = await here.organization('Acme');
  if (people.length > 0) await here.import(toCsv(people.map((person) => ({ customer_id: acme, ...person }))));
  const ids = (await here.endUsers()).map(({ id }) => id);
  const namesAndTitles = async () => (await here.endUsers()).map(({ name, title }) => [name, title]);
  return { here, acme, ids, namesAndTitles };
}

describe('checks judge whole rows', () => {
  it('of which a field is left out: someone else stays someone else', async () => {
    const { here, ids, namesAndTitles } = await office([
      { name: 'Gil Orr', email: 'gil@x.example', title: 'a' },
    ]);
    const planned = await here.plan(
      toCsv([{ contact_id: ids[0], name: 'Zed Two', email: 'zed@y.example', title: 'Janitor' }]),
      { choices: strict },
    );
    for (const field of ['email', 'name'] as const) {
      const less = await here.leaveOut(planned, { fields: [field] });
      expect(less.plan).toMatchObject({ updated: 0, leftOut: 1, choiceCounts: { otherPeople: 1 } });
      await here.apply(less);
      expect(await namesAndTitles()).toEqual([['Gil Orr', 'a']]);
    }
    const written = await here.choose(await here.leaveOut(planned, { fields: ['email'] }), {
      otherPeople: 'write',
    });
    expect(written.plan).toMatchObject({ updated: 1, cells: 2, choiceCounts: { otherPeople: 1 } });
  });

  it('of which most are left out: a shifted column stays one', async () => {
    const phones = ['555 01', '555 02', '555 03', '555 04', '555 05'];
    const { here, ids } = await office(phones.map((phone, i) => ({ name: `N${i}`, phone })));
    const base = await here.export();
    let at = 0;
    const csv = edited(base.csv, () => ({ phone: phones[++at % 5]! }));
    const planned = await here.plan(csv, { base, choices: strict });
    const less = await here.leaveOut(planned, { endUsers: ids.slice(0, 3) });
    expect(less.plan).toMatchObject({ updated: 0, choiceCounts: { otherPeople: 5 } });
  });
});

describe('new end users of whom fields are left out', () => {
  const rows = [
    { name: 'Cy', email: 'cy@x.example', title: 'boss' },
    { name: 'Di', email: 'di@x.example', phone: '555 0100' },
    { name: '', email: '', title: 'front desk' },
  ];

  it('are shown without these fields, as they are created', async () => {
    const { here, acme } = await office([]);
    const planned = await here.plan(toCsv(rows.map((row) => ({ customer_id: acme, ...row }))), {
      choices: strict,
    });
    const less = await here.leaveOut(planned, { fields: ['email', 'phone'] });
    expect(less.plan.newEndUsers).toMatchObject([
      { name: 'Cy', email: null, cells: [{ field: 'title', value: 'boss' }] },
      { name: 'Di', email: null, cells: [] },
      { name: null, email: null, cells: [{ field: 'title', value: 'front desk' }] },
    ]);
    await here.apply(less);
    expect((await here.endUsers()).map(({ name, email, phone }) => [name, email, phone])).toEqual([
      ['Cy', null, null],
      ['Di', null, null],
      [null, null, null],
    ]);
  });

  it('are left out when neither name nor email nor phone would be left', async () => {
    const { here, acme } = await office([]);
    const planned = await here.plan(toCsv(rows.map((row) => ({ customer_id: acme, ...row }))), {
      choices: strict,
    });
    const less = await here.leaveOut(planned, { fields: ['name', 'email'] });
    expect(less.plan).toMatchObject({ created: 2, leftOut: 1 });
    expect(less.plan.newEndUsers.map(({ line }) => line)).toEqual([3, 4]);
    expect(less.plan.leftOutByMember).toMatchObject({
      rows: 1,
      parts: [
        { what: 'kind', name: 'new end users left without a name, an email, or a phone', endUsers: 1 },
        { what: 'field', name: 'name', cells: 2 },
        { what: 'field', name: 'email', cells: 2 },
      ],
    });
    await here.apply(less);
    expect((await here.endUsers()).map(({ phone, title }) => [phone, title])).toEqual([
      ['555 0100', null],
      [null, 'front desk'],
    ]);
  });
});

describe('a row left out by its line', () => {
  it('stays left out whatever is chosen later', async () => {
    const { here, acme, ids } = await office([{ name: 'Ana', email: 'ana@x.example', title: 'a' }]);
    const planned = await here.plan(
      toCsv([{ customer_id: acme, name: 'Ana', email: 'ana@x.example', title: 'zzz' }]),
      { choices: { ...strict, lookAlikes: 'create' } },
    );
    const created = await here.leaveOut(planned, { lines: [2] });
    const updated = await here.choose(created, { lookAlikes: 'update' });
    expect(updated.plan).toMatchObject({ updated: 0, created: 0, leftOut: 1, leftOutByMember: { rows: 1 } });
    const { rules } = updated;
    const offered = await db.transaction((tx) => findLeaveOutOptions(tx, rules, '', rules.leftOut!));
    // By its line, too, so that the form has it chosen.
    expect(offered.endUsers).toMatchObject([{ endUserId: ids[0], line: 2, isByLine: true }]);
  });

  it('is no end user that another row can look like', async () => {
    const { here, acme } = await office([]);
    const twins = [
      { customer_id: acme, name: 'Wrong', email: 'ana@x.example' },
      { customer_id: acme, name: 'Right', email: 'ana@x.example' },
    ];
    const planned = await here.plan(toCsv(twins), { choices: strict });
    const less = await here.leaveOut(planned, { lines: [2] });
    const text = 'Right looks like line 2 (same email), which is left out';
    expect(less.plan).toMatchObject({
      created: 0,
      problems: [{ line: 3, text }],
      lookAlikes: [{ line: 3, text }],
    });
    const created = await here.choose(less, { lookAlikes: 'create' });
    expect(created.plan).toMatchObject({ created: 1, leftOut: 1, newEndUsers: [{ name: 'Right' }] });
  });
});

const changesOf = async (here: Awaited<ReturnType<typeof createTestWorkspace>>, planned: Planned) =>
  (parse(await here.allCells(planned), { columns: true, bom: true }) as Readonly<Record<string, string>>[])
    .filter(({ why, field }) => field !== '' && /^$|replaces a newer/.test(why!))
    .map(({ line, contact_id: id, field, 'will be': willBe }) => [line, id, field, willBe].join(' '));

const cell = (...values: string[]) => fc.constantFrom('', ...values);
const person = fc.record({
  name: cell('Ana Li', 'Bo Orr', 'Cy Day', 'Di Poe'),
  email: cell('a@x.example', 'b@x.example', 'c@x.example'),
  phone: cell('555 01', '555 02', '555 03'),
  title: cell('Boss', 'Clerk', 'Head'),
  custom_fields: cell('{"Badge":"1"}', '{"Badge":"2","Desk":"4"}'),
});
const people = fc.array(person, { minLength: 3, maxLength: 6 });
const selection = fc.record({
  kinds: fc.subarray([...leftOutKinds], { maxLength: 1 }),
  fields: fc.subarray([...fields].filter((field) => /^(name|email|phone|title|custom_fields)$/.test(field))),
  endUsers: fc.array(fc.nat(5), { maxLength: 2 }),
  lines: fc.subarray([2, 3, 4, 5]),
});

test(
  'leaving out only ever removes changes from a plan',
  async () => {
    const otherPeople = fc.constantFrom('write', 'leave out');
    await fc.assert(
      fc.asyncProperty(
        people,
        people,
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        choices,
        otherPeople,
        selection,
        async (stored, shared, isKnown, chosen, others, selected) => {
          const { here, acme, ids } = await office(stored);
          const csv = toCsv(
            shared.map((row, i) => ({ customer_id: acme, contact_id: isKnown[i] ? ids[i] : '', ...row })),
          );
          const whole = await here.plan(csv, { choices: { ...chosen, otherPeople: others } });
          // Before the next plan replaces it.
          const all = await changesOf(here, whole);
          const leftOut: Partial<LeftOut> = {
            ...selected,
            endUsers: selected.endUsers.flatMap((at) => ids[at] ?? []),
          };
          const less = await here.leaveOut(whole, leftOut);
          const rest = await changesOf(here, less);
          expect(all).toEqual(expect.arrayContaining(rest));
          expect(rest).toHaveLength(less.plan.allCells ?? 0);
          expect(await here.apply(less)).toMatchObject({ counts: { created: less.plan.created } });
        },
      ),
      { numRuns: runs(20), seed: seed() },
    );
  },
  timeLimit(100_000),
);
