// The file of all cells of a plan and of a result: what it says is what applying does. And what a member leaves out of a plan.
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { planTable } from '../../src/import/stage/stage.ts';
import { columnFields, type Field } from '../../src/model/columns.ts';
import { type LeftOut, leftOutKinds } from '../../src/model/left-out.ts';
import { freshDatabase } from '../database.ts';
import { runs, seed, timeLimit } from '../runs.ts';
import { edited, toCsv } from './csv.ts';
import { createPlay, editedExport, file, step } from './play.ts';
import { createTestWorkspace, type Planned } from './workspace.ts';

const { db } = await freshDatabase();
const cases = { numRuns: runs(10), seed: seed() };
const timeout = timeLimit(100_000);
let workspaces = 0;

type Line = Record<'line' | 'contact_id' | 'name' | 'field' | 'now' | 'will be' | 'why', string>;
const linesOf = (csv: string): Line[] => parse(csv, { columns: true, bom: true });

type Workspace = Awaited<ReturnType<typeof createTestWorkspace>>;

async function anaAndBo() {
  const here = await createTestWorkspace(db, `C${++workspaces}`);
  const [acme, beta] = [await here.organization('Acme'), await here.organization('Beta')];
  await here.import(
    toCsv([
      {
        customer_id: acme,
        name: 'Ana',
        email: 'ana@acme.example',
        title: 'Engineer',
        zip: '02134',
        custom_fields: '{"Badge":"12"}',
      },
      { customer_id: beta, name: 'Bo', title: 'CFO', phone: '555 0100' },
    ]),
  );
  const [ana, bo] = (await here.endUsers()).map(({ id }) => id) as [number, number];
  return { here, acme, beta, ana, bo };
}

describe('the file of all cells of a plan', () => {
  it('has each changed cell, each cell of new end users, and the reason of those that keep their value', async () => {
    const { here, acme, ana, bo } = await anaAndBo();
    const base = await here.export();
    await here.import(toCsv([{ contact_id: bo, title: 'CEO' }]));
    const planned = await here.plan(
      edited(
        base.csv,
        ({ name }) =>
          name === 'Ana'
            ? { title: 'CTO', zip: '2134', email: '', custom_fields: '{"Badge":"13","Desk":null}' }
            : { title: 'Boss' },
        [
          {
            customer_id: acme,
            name: 'Zoë',
            phone: '=1+1',
            notes: 'a "b"\nc',
            custom_fields: '{"Badge":"7"}',
          },
          { customer_id: acme, name: 'Eve', email: 'nope' },
        ],
      ),
      { base },
    );
    const csv = await here.allCells(planned);
    expect(csv.startsWith('\uFEFFline,contact_id,name,field,now,will be,why\r\n')).toBe(true);
    expect(csv).toContain(`,"a ""b""\nc",\r\n`);
    const id = String;
    expect(linesOf(csv).map((line) => Object.values(line))).toEqual([
      ['2', id(ana), 'Ana', 'title', 'Engineer', 'CTO', ''],
      ['2', id(ana), 'Ana', 'email', 'ana@acme.example', '', ''],
      [
        '2',
        id(ana),
        'Ana',
        'zip',
        '02134',
        '02134',
        'was damaged by a spreadsheet (02134 → 2134) and keeps its current value',
      ],
      ['2', id(ana), 'Ana', 'custom: Badge', '12', '13', ''],
      ['3', id(bo), 'Bo', 'title', 'CEO', 'CEO', 'conflict: keeps the current value; the file has: Boss'],
      ['4', '', 'Zoë', 'name', '', 'Zoë', ''],
      ['4', '', 'Zoë', 'phone', '', "'=1+1", ''],
      ['4', '', 'Zoë', 'notes', '', 'a "b"\nc', ''],
      ['4', '', 'Zoë', 'custom_fields', '', '{"Badge": "7"}', ''],
      ['6', '', 'Eve', '', '', '', 'email "nope" is not a valid address'],
    ]);
    expect(planned.plan.allCells).toBe(7);
  });

  it('says of each damaged cell only what is wrong with that cell', async () => {
    const { here, ana } = await anaAndBo();
    const base = await here.export();
    const row = { contact_id: ana, zip: '2134', title: 'Engin\ufffder', phone: '#NAME?' };
    const csv = await here.allCells(await here.plan(toCsv([{ ...row, 'custom: Badge': 'NULL' }]), { base }));
    expect(linesOf(csv).map(({ field, why }) => [field, why])).toEqual([
      ['title', '"Engin\ufffder" is garbled and keeps its current value'],
      ['phone', '"#NAME?" is not a value and keeps its current value'],
      ['zip', 'was damaged by a spreadsheet (02134 → 2134) and keeps its current value'],
      ['custom: Badge', '"NULL" is not a value and keeps its current value'],
    ]);
  });

  it('has no byte-order mark if all of it is ASCII', async () => {
    const { here, ana } = await anaAndBo();
    const csv = await here.allCells(await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }])));
    expect(csv).toBe(`line,contact_id,name,field,now,will be,why\r\n2,${ana},Ana,title,Engineer,CTO,\r\n`);
  });
});

describe('the file of all cells of a result', () => {
  it('has the values before and after, also once they were changed again or the end users were removed', async () => {
    const { here, acme, ana } = await anaAndBo();
    const applied = await here.import(
      toCsv([
        { contact_id: ana, title: 'CTO', custom_fields: '{"Badge":null}' },
        { customer_id: acme, name: 'Eve', title: 'CEO', custom_fields: '{"a":1}' },
      ]),
    );
    const eve = (await here.endUsers()).at(-1)!.id;
    const expected = [
      ['', String(ana), 'Ana', 'title', 'Engineer', 'CTO', ''],
      ['', String(ana), 'Ana', 'custom: Badge', '12', '', ''],
      ['', String(eve), 'Eve', 'name', '', 'Eve', ''],
      ['', String(eve), 'Eve', 'title', '', 'CEO', ''],
      ['', String(eve), 'Eve', 'custom_fields', '', '{"a": 1}', ''],
    ];
    const lines = async () => linesOf(await here.allCells(applied)).map((line) => Object.values(line));
    expect(await here.allCells(applied)).toMatch(/^line,contact_id,name,field,before,after,why\r\n/);
    expect(await lines()).toEqual(expected);
    const later = await here.import(
      toCsv([
        { contact_id: ana, title: 'Boss', custom_fields: '' },
        { contact_id: eve, title: 'x', custom_fields: '{"a":2,"b":3}' },
      ]),
    );
    expect(await lines()).toEqual(expected);
    await here.undo(later);
    await here.undo(applied);
    expect(await lines()).toEqual(expected);
  });
});

/** Whether the plan changes the cell. */
const isChange = ({ why, field }: Line): boolean =>
  field !== '' &&
  ['', 'conflict: replaces a newer value', 'an older value: replaces a newer one'].includes(why);

const keyOf = ({ line, contact_id, field }: Line) =>
  `${contact_id === '' ? `line ${line}` : contact_id} ${field}`;

type EndUser = Awaited<ReturnType<Workspace['endUsers']>>[number];

/** The cells of an end user as the file writes them. */
function cellsOf(endUser: EndUser | undefined, isNew: boolean): Map<string, string> {
  const cells = new Map<string, string>();
  if (!endUser) return cells;
  for (const field of isNew ? columnFields : [...columnFields, 'archived' as const]) {
    const value = endUser[field];
    if (value === null || value === undefined) continue;
    if (field !== 'custom_fields') cells.set(field, String(value));
    else if (isNew) cells.set(field, JSON.stringify(value));
    else
      for (const [key, held] of Object.entries(value as object))
        cells.set(`custom: ${key}`, JSON.stringify(held));
  }
  return cells;
}

const sameText = (text: string): string => {
  const plain = text.replace(/^'(?=[=+\-@])/, '');
  return /^[{"]/.test(plain) ? JSON.stringify(JSON.parse(plain)) : plain;
};

/** What applying a plan changed, as lines of the file. */
function differences(before: readonly EndUser[], after: readonly EndUser[], lineOf: readonly number[]) {
  const old = new Map(before.map((endUser) => [endUser.id, endUser]));
  let created = 0;
  return after.flatMap((endUser) => {
    const was = old.get(endUser.id);
    const who = was ? String(endUser.id) : `line ${lineOf[created++]}`;
    const [then, now] = [cellsOf(was, false), cellsOf(endUser, !was)];
    return [...new Set([...then.keys(), ...now.keys()])]
      .filter((field) => then.get(field) !== now.get(field))
      .map((field) => [`${who} ${field}`, sameText(now.get(field) ?? '')] as const);
  });
}

const asChanges = (lines: readonly Line[]) =>
  lines.map((line) => [keyOf(line), sameText(line['will be'])] as const);

const sorted = (changes: readonly (readonly [string, string])[]) =>
  changes.map(([key, value]) => `${key} = ${value.replace(/^"(.*)"$/, '$1')}`).sort();

class Done extends Error {}

/** Lets a play go up to the moment when its last file is applied. */
async function upToPlan(
  steps: readonly Parameters<Awaited<ReturnType<typeof createPlay>>['take']>[0][],
  shared: Parameters<Awaited<ReturnType<typeof createPlay>>['share']>[0],
  check: (here: Workspace, planned: Planned) => Promise<void>,
): Promise<void> {
  const play = await createPlay(db);
  for (const next of steps) await play.take(next);
  const { here } = play;
  const apply = here.apply;
  here.apply = async (planned) => {
    here.apply = apply;
    await check(here, planned);
    throw new Done();
  };
  await play.share(shared)?.catch((error: unknown) => {
    if (!(error instanceof Done)) throw error;
  });
}

const linesOfNew = async ({ rules }: Planned) =>
  (
    await db.execute<{ line: number }>(
      sql`select line from ${planTable(rules.importId)} where action = 'create' order by line`,
    )
  ).map(({ line }) => line);

const prelude = fc.array(step, { maxLength: 3 });

test(
  'what the file of all cells says is what applying the plan does, and what the file of the result says',
  async () => {
    await fc.assert(
      fc.asyncProperty(prelude, fc.oneof(file, editedExport), async (steps, shared) => {
        await upToPlan(steps, shared, async (here, planned) => {
          const lines = linesOf(await here.allCells(planned)).filter(isChange);
          expect(lines).toHaveLength(planned.plan.allCells ?? 0);
          const [before, created] = [await here.endUsers(), await linesOfNew(planned)];
          const applied = (await here.apply(planned))!;
          const after = await here.endUsers();
          expect(sorted(asChanges(lines))).toEqual(sorted(differences(before, after, created)));
          const known = new Set(before.map(({ id }) => String(id)));
          const newIds = after.filter(({ id }) => !known.has(String(id))).map(({ id }) => String(id));
          const result = parse(await here.allCells(applied), { columns: true, bom: true }) as Record<
            string,
            string
          >[];
          const asPlanned = result.map(({ before: now, after: willBe, ...rest }) => ({
            ...rest,
            ...(known.has(rest.contact_id!)
              ? {}
              : { contact_id: '', line: String(created[newIds.indexOf(rest.contact_id!)]) }),
            'will be': willBe,
            now,
          })) as unknown as Line[];
          expect(sorted(asChanges(asPlanned))).toEqual(sorted(asChanges(lines)));
        });
      }),
      cases,
    );
  },
  timeout,
);

const selection = fc.record({
  kinds: fc.subarray([...leftOutKinds]),
  fields: fc.subarray([
    'title',
    'email',
    'zip',
    'notification_billing',
    'vendor_id',
    'custom_fields',
  ] as Field[]),
  endUsers: fc.array(fc.nat(9), { maxLength: 2 }),
  organizations: fc.subarray([0, 1]),
  lines: fc.subarray([2, 3, 4]),
});

/** At most one or two kinds of choices at a time leave enough to apply. */
const someSelection = fc
  .tuple(
    selection,
    fc.subarray(['kinds', 'fields', 'endUsers', 'organizations', 'lines'] as const, {
      minLength: 1,
      maxLength: 2,
    }),
  )
  .map(([all, chosen]) => Object.fromEntries(chosen.map((key) => [key, all[key]])) as Partial<typeof all>);

test(
  'applying a plan of which a member left out something does exactly the rest',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        prelude,
        fc.oneof(file, editedExport),
        someSelection,
        async (steps, shared, chosen) => {
          await upToPlan(steps, shared, async (here, planned) => {
            const all = linesOf(await here.allCells(planned)).filter(isChange);
            const rows = await db.execute<{ line: string; organization: number }>(
              sql`select line::text, organization_id::integer as organization from ${planTable(planned.rules.importId)}`,
            );
            const organizationOf = new Map(rows.map(({ line, organization }) => [line, organization]));
            const organizations = [...new Set(organizationOf.values())].filter(Boolean).sort();
            const before = await here.endUsers();
            const leftOut: Partial<LeftOut> = {
              ...chosen,
              organizations: (chosen.organizations ?? []).flatMap((at) => organizations[at] ?? []),
              endUsers: (chosen.endUsers ?? []).flatMap((at) => before[at]?.id ?? []),
            };
            const isChosen = ({ line, contact_id: id, field, 'will be': willBe }: Line): boolean =>
              leftOut.kinds?.includes(id === '' ? 'new end users' : 'updates') ||
              (id !== '' && willBe === '' && leftOut.kinds?.includes('emptied cells')) ||
              leftOut.fields?.some(
                (name) => name === (field.startsWith('custom: ') ? 'custom_fields' : field),
              ) ||
              leftOut.organizations?.includes(organizationOf.get(line)!) ||
              leftOut.endUsers?.includes(Number(id)) ||
              leftOut.lines?.includes(Number(line)) ||
              false;
            /** Of a new end user of whom that was left out, one of these must be left. */
            const telling = all.filter(
              ({ contact_id: id, field }) => id === '' && /^(name|email|phone|mobile)$/.test(field),
            );
            const isTold = (line: Line): boolean => {
              const ofRow = telling.filter((other) => other.line === line.line);
              return line.contact_id !== '' || ofRow.length === 0 || !ofRow.every(isChosen);
            };
            const isLeftOut = (line: Line): boolean => isChosen(line) || !isTold(line);
            const rest = all.filter((line) => !isLeftOut(line));
            const less = await here.leaveOut(planned, leftOut);
            const cells = linesOf(await here.allCells(less));
            expect(sorted(asChanges(cells.filter(isChange)))).toEqual(sorted(asChanges(rest)));
            expect(
              cells
                .filter(({ why }) => why.startsWith('left out by a member'))
                .map(keyOf)
                .sort(),
            ).toEqual(all.filter(isLeftOut).map(keyOf).sort());
            expect(less.plan.created + less.plan.updated + less.plan.unchanged + less.plan.leftOut).toBe(
              less.plan.rows,
            );
            expect(less.fingerprint === planned.fingerprint).toBe(rest.length === all.length);
            if (rest.length < all.length)
              expect(await here.apply({ ...planned, rules: less.rules })).toBeNull();
            const again = await here.leaveOut(less, null);
            expect(again.fingerprint).toBe(planned.fingerprint);
            const created = await linesOfNew(await here.leaveOut(again, leftOut));
            expect(await here.apply(less)).not.toBeNull();
            expect(sorted(differences(before, await here.endUsers(), created))).toEqual(
              sorted(asChanges(rest)),
            );
          });
        },
      ),
      cases,
    );
  },
  timeout,
);

describe('leaving out', () => {
  it('names and counts what is left out', async () => {
    const { here, acme, beta, ana, bo } = await anaAndBo();
    const planned = await here.plan(
      toCsv([
        { contact_id: ana, name: 'Ana', title: 'CTO', phone: '1' },
        { contact_id: bo, name: 'Bo', title: 'Boss', phone: '2' },
        { customer_id: beta, name: 'Eve', title: 'x', phone: '3' },
        { customer_id: acme, name: 'Fay', phone: '4' },
      ]),
    );
    const less = await here.leaveOut(planned, {
      by: 'U7',
      fields: ['phone'],
      organizations: [beta],
      lines: [5],
    });
    expect(less.plan).toMatchObject({ created: 0, updated: 1, cells: 1, leftOut: 3, problems: [] });
    expect(less.problemRows).toBeNull();
    expect(less.plan.leftOutByMember).toEqual({
      by: 'U7',
      rows: 3,
      parts: [
        { what: 'field', name: 'phone', cells: 1, endUsers: 0 },
        { what: 'organization', name: 'Beta', cells: 5, endUsers: 2 },
        { what: 'end user', name: 'Fay', cells: 2, endUsers: 1 },
      ],
    });
  });

  it('does not make an approval depend on what is left out', async () => {
    const { here, ana } = await anaAndBo();
    const planned = await here.plan(toCsv([{ contact_id: ana, title: 'CTO', zip: '10115' }]));
    const less = await here.leaveOut(planned, { fields: ['title'] });
    await here.import(toCsv([{ contact_id: ana, title: 'Boss' }]));
    expect(await here.apply(planned)).toBeNull();
    expect(await here.apply(less)).toMatchObject({ counts: { updated: 1, cells: 1 } });
  });

  it('of everything leaves nothing to apply', async () => {
    const { here, ana } = await anaAndBo();
    const planned = await here.plan(toCsv([{ contact_id: ana, title: 'CTO' }]));
    const less = await here.leaveOut(planned, { fields: ['title'] });
    expect(less.plan).toMatchObject({
      updated: 0,
      cells: 0,
      allCells: 0,
      leftOut: 1,
      leftOutByMember: { rows: 1 },
    });
  });
});
