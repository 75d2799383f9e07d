// An export with a column for each custom field: what is in them, and that an import reads exactly the same values.
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { findCellDamage } from '../../src/model/cell-damage.ts';
import { columnNames } from '../../src/model/columns.ts';
import { freshDatabase } from '../database.ts';
import { createTestWorkspace } from '../import/workspace.ts';

const { db } = await freshDatabase();
const workspace = await createTestWorkspace(db, 'T1');
const organization = await workspace.organization('Acme Ltd');

beforeEach(async () => {
  await db.execute(sql`delete from end_user`);
});

type Json = Record<string, unknown> | null;

async function stored(): Promise<Json[]> {
  const rows = await db.execute<{ fields: Json }>(
    sql`select custom_fields as fields from end_user order by id`,
  );
  return rows.map(({ fields }) => fields);
}

async function store(all: readonly Json[]): Promise<void> {
  await db.execute(sql`
    insert into end_user (workspace_id, organization_id, name, custom_fields)
    select 'T1', ${organization}, 'U' || at, nullif(nullif(fields, 'null'), '{}')
    from jsonb_array_elements(${JSON.stringify(all)}::jsonb) with ordinality as f (fields, at) order by at`);
}

const withCustom = () => workspace.export(organization, { withCustom: true });

const rowsOf = (csv: string) => parse(csv, { columns: true, bom: true }) as Record<string, string>[];

describe('an export with custom fields', () => {
  it('has a column for each key after those of the template, sorted, and the rest in custom_fields', async () => {
    await store([
      { Dept: 'Ops', Badge: '012', 'a\nb': 'x' },
      null,
      { Dept: 'IT; =1', Size: 41, Tags: ['a'] },
    ]);
    const { csv } = await withCustom();
    const [header] = parse(csv, { bom: true, to: 1 }) as string[][];
    expect(header).toEqual([
      ...columnNames,
      'custom: Badge',
      'custom: Dept',
      'custom (JSON): Size',
      'custom (JSON): Tags',
    ]);
    expect(rowsOf(csv)).toMatchObject([
      { 'custom: Badge': '012', 'custom: Dept': 'Ops', custom_fields: '{"a\\nb": "x"}' },
      { 'custom: Badge': '', 'custom: Dept': '', 'custom (JSON): Size': '', custom_fields: '' },
      {
        'custom: Dept': "IT; '=1",
        'custom (JSON): Size': '41',
        'custom (JSON): Tags': '["a"]',
        custom_fields: '',
      },
    ]);
  });

  it('is the same as any other if there are none, or if nobody asks for them', async () => {
    await store([null]);
    expect((await withCustom()).csv).toBe((await workspace.export(organization)).csv);
    await store([{ Badge: '1' }]);
    expect((await workspace.export(organization)).csv).not.toContain('custom: Badge');
  });

  it('has at most 1,000 columns, so that it can be imported; further keys stay in custom_fields', async () => {
    const keys = Array.from({ length: 1100 }, (_, at) => `k${String(at).padStart(4, '0')}`);
    await store(keys.map((key, at) => ({ [key]: at % 2 === 0 ? 'text' : at })));
    const exported = await withCustom();
    const [header = []] = parse(exported.csv, { bom: true, to: 1 }) as string[][];
    expect(header).toHaveLength(1000);
    expect(rowsOf(exported.csv).at(-1)?.custom_fields).toBe('{"k1099": 1099}');
    const { plan } = await workspace.plan(exported.csv, { base: exported });
    expect(plan).toMatchObject({ unchanged: 1100, updated: 0, created: 0, leftOut: 0 });
  });

  it('is edited in its columns: a text, a number, a removed value, and a new one', async () => {
    await store([
      { Dept: 'Ops', Size: 41, Old: 'x', Kept: true },
      { Dept: 'Ops', Size: '42' },
    ]);
    const exported = await withCustom();
    const edited = exported.csv
      .replace(',Ops,true,x,,41\r', ',Sales,TRUE,,,43\r')
      .replace(',Ops,,,42,\r', ',Ops,,new,42,\r');
    expect(edited).toMatch(/,Sales,TRUE,,,43\r[\s\S]*,Ops,,new,42,\r/);
    await workspace.import(edited, { base: exported });
    expect(await stored()).toEqual([
      { Dept: 'Sales', Size: 43, Kept: true },
      { Dept: 'Ops', Size: '42', Old: 'new' },
    ]);
  });

  it('with something else than JSON where JSON is expected leaves out the row', async () => {
    await store([{ Size: 41 }]);
    const { csv } = await withCustom();
    const { plan } = await workspace.plan(csv.replace(/,41\r\n$/, ',"1,""Dept"":2"\r\n'));
    expect(plan.problems.map(({ text }) => text)).toEqual([
      'custom field "Size": "1,"Dept":2" is not JSON, such as 12, true, or "text"',
    ]);
  });
});

const key = fc.oneof(
  fc.constantFrom('Badge', 'Dept', 'a: b', '=x', ' pad ', '', 'custom: y', '(JSON): z', 'toString'),
  fc.string({ maxLength: 8 }),
);
const edgy = fc
  .array(
    fc.constantFrom(
      "'",
      '"',
      '“',
      '”',
      '=',
      '+',
      '-',
      ' ',
      'a',
      '1',
      ';',
      '\t',
      '\n',
      ',',
      '{',
      '\u200b',
      '’',
    ),
  )
  .map((characters) => characters.join(''));
const value = fc.oneof(
  edgy,
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(1.5, [], {}, ['a', 1], { b: { c: '=1' } }, '12', 'true', 'null', '{"a":1}', 'NULL', '#N/A'),
);
const storable = (json: unknown) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(json));
const anyFields = fc.dictionary(key, value, { maxKeys: 6 }).filter(storable);

it('changes nothing when it is imported again, whatever the fields are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyFields, { minLength: 1, maxLength: 12 }), async (all) => {
      await db.execute(sql`delete from end_user`);
      await store(all);
      const exported = await withCustom();
      const nothing = { rows: all.length, unchanged: all.length, leftOut: 0, damagedCells: 0 };
      expect((await workspace.plan(exported.csv, { base: exported })).plan).toMatchObject(nothing);
      expect((await workspace.plan(exported.csv)).plan).toMatchObject(nothing);
    }),
    { numRuns: 40 },
  );
});

/** Texts that are not values, such as "null", are listed instead of imported as new ones. */
const isValue = (value: unknown): boolean =>
  typeof value !== 'string' || findCellDamage({ name: 'Badge', kind: 'text' }, value.trim()) === null;
const values = anyFields.map(
  (fields) => fields && Object.fromEntries(Object.entries(fields).filter(([, value]) => isValue(value))),
);

it('creates exact copies when it is imported as new end users', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(values, { minLength: 1, maxLength: 8 }), async (all) => {
      await db.execute(sql`delete from end_user`);
      await store(all);
      const { csv } = await withCustom();
      await workspace.import(
        csv.replaceAll(new RegExp(`^${organization},\\d+,U`, 'gm'), `${organization},,U`),
      );
      const fields = await stored();
      expect(fields.slice(all.length)).toEqual(fields.slice(0, all.length));
    }),
    { numRuns: 20 },
  );
});
